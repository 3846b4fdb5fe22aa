"""The safety page can be read without the app, and whoever has not read it is told of it."""

import json

import pytest
from cli.conftest import Loosen, Typist

from loosen.cli.run import SAFETY_FIRST
from loosen.domain.text import clean
from loosen.services.library import Library


@pytest.fixture
def unread(library: Library) -> Library:
    """A person who has seen nothing yet."""
    library.locations.memory.unlink()
    return library


def test_the_page_has_all_that_the_app_shows(loosen: Loosen, library: Library) -> None:
    out = loosen("safety").out
    assert max(map(len, out.splitlines())) <= 80
    page, safety = " ".join(out.split()), library.safety
    assert page.startswith(clean(safety.intro))
    for section in safety.sections:
        signs = [text for item in section.items for text in (item.text, *item.signs)]
        for text in (section.title, section.lead, *signs, section.after, section.follows):
            assert clean(text or "") in page
    assert safety.every_exercise in page
    assert clean(safety.follows) in page
    assert safety.consent in page
    assert all(title in page for title in safety.titles)


def test_to_read_it_is_to_have_seen_it(loosen: Loosen, unread: Library) -> None:
    told = json.loads(loosen("safety", "--json").out)
    assert set(told) == set(type(unread.safety).__struct_fields__)
    assert not unread.memory.safety_seen
    assert loosen("safety").code == 0
    assert unread.memory.safety_seen


def test_it_can_be_read_where_nothing_can_be_written(
    loosen: Loosen, unread: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(unread, "remember_safety_seen", fail)
    ran = loosen("safety")
    assert (ran.code, ran.out.startswith(unread.safety.intro[:40])) == (0, True)
    assert ran.err.endswith("that you have read it: Permission denied\n")


@pytest.mark.usefixtures("unread")
def test_the_first_run_in_plain_lines_points_to_it(loosen: Loosen, typist: Typist) -> None:
    typist.there = False
    assert loosen("run", "short", "--plain").out.startswith(f"{SAFETY_FIRST}\n")
    assert SAFETY_FIRST not in loosen("run", "short", "--plain", "--rehearse", "20").out
    loosen("safety")
    assert SAFETY_FIRST not in loosen("run", "short", "--plain").out


def test_wrong_use_is_said(loosen: Loosen) -> None:
    assert loosen("safety", "first").code == 2
