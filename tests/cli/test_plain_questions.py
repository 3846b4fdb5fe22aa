"""What the plain face asks about a session: one key an answer, and Enter for none."""

import pytest
from cli.conftest import Loosen, Typist

from loosen.domain.answers import Answers, Feeling, Harder
from loosen.domain.history import SessionRecord
from loosen.domain.settings import Settings
from loosen.services.library import Library
from loosen.storage.history_db import History

RULED = """name = "Ruled"
summary = "One with an article's rule."
[[steps]]
exercise = "pigeon"
dose = "10 s each side"
"""


@pytest.fixture(autouse=True)
def _asked(library: Library) -> None:
    library.settings = Settings()


def kept(library: Library) -> SessionRecord:
    (record,) = History(library.locations.history).all()
    return record


def test_before_and_after_are_asked_and_kept(
    loosen: Loosen, library: Library, typist: Typist
) -> None:
    typist.presses = [(1.0, "6"), (2.0, "\n"), (900.0, "4"), (901.0, "t")]
    ran = loosen("run", "short", "--plain")
    assert ran.code == 0
    assert "How do you feel right now?" in ran.out
    assert "Stiffness 6 → 4, pain ? → 10." in ran.out
    answers = Answers(before=Feeling(stiffness=6), after=Feeling(stiffness=4, pain=10))
    assert kept(library).answers == answers


def test_where_nobody_can_press_a_key_nothing_is_asked(
    loosen: Loosen, library: Library, typist: Typist
) -> None:
    typist.there = False
    ran = loosen("run", "short", "--plain")
    assert (ran.code, "How do you feel" in ran.out) == (0, False)
    assert kept(library).answers == Answers()


def test_a_hang_up_at_a_question_loses_nothing(
    loosen: Loosen, library: Library, typist: Typist
) -> None:
    typist.presses = [(1.0, "\n"), (2.0, "\n"), (900.0, "EOF"), (901.0, "EOF")]
    assert loosen("run", "short", "--plain").code == 0
    assert kept(library).answers == Answers()


def test_which_side_felt_harder_is_asked_at_the_end_of_the_last_exercise(
    loosen: Loosen, library: Library, typist: Typist
) -> None:
    library.locations.routines.joinpath("ruled.toml").write_text(RULED, encoding="utf-8")
    typist.presses = [(1.0, "\n"), (2.0, "\n"), (100.0, "l"), (101.0, "\n"), (102.0, "\n")]
    ran = loosen("run", "ruled", "--plain", "--stiffer", "left")
    assert "which side felt harder?" in ran.out
    assert kept(library).answers.harder == {0: Harder.LEFT}
