"""Forty briefs in words and what the composer answers, in ``forty_briefs.txt``, to be read by a person.

Each was read as a physiotherapist would, and says in its last line why it may stand. A change of a weight
or of an exercise shows here: ``UPDATE_GOLDEN=1`` writes the new answers; read them before they are kept.
"""

import os
from pathlib import Path

import pytest
from plan_checker import faults

from loosen.domain.brief_words import read_wishes
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer import Brief, NoPlan, Plan, Status, compose
from loosen.domain.pace import Pace
from loosen.services.library import Library
from loosen.storage.locations import Locations
from loosen.text.composer import blocking_words, help_words, relaxation_words
from loosen.text.plan import plan_lines, plan_notes

FILE = Path(__file__).with_name("forty_briefs.txt")
MARK, JUDGED = "> ", "= "
BLOCKS = [block.splitlines() for block in FILE.read_text("utf-8").strip().split("\n\n")]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    nowhere = tmp_path_factory.mktemp("home")
    return Library(Locations(nowhere, nowhere, nowhere)).catalogue


def answered(words: str, catalogue: Catalogue) -> Plan | NoPlan:
    wishes = read_wishes(words, catalogue)
    assert wishes.unread == ()
    return compose(Brief.from_plain(wishes.applied_to(Brief().fields())), catalogue)


def told(answer: Plan | NoPlan) -> list[str]:
    if isinstance(answer, Plan):
        return [*plan_lines(answer), *plan_notes(answer)]
    changes = [f"{change}: {gain}" if gain else change for change, gain in relaxation_words(answer)]
    return ["There is none:", *blocking_words(answer), help_words(answer), *changes]


def test_there_are_forty_and_each_is_judged() -> None:
    assert len(BLOCKS) == 40
    for block in BLOCKS:
        assert block[0].startswith(MARK)
        assert block[-1].startswith(JUDGED)
        assert len(block[-1]) > 20


@pytest.mark.parametrize("block", BLOCKS, ids=[block[0].removeprefix(MARK) for block in BLOCKS])
def test_answers_as_it_did_when_it_was_read(block: list[str], shipped: Catalogue) -> None:
    answer = answered(block[0].removeprefix(MARK), shipped)
    lines = [line.rstrip() for line in told(answer)]
    if os.environ.get("UPDATE_GOLDEN"):
        text = FILE.read_text("utf-8")
        FILE.write_text(
            text.replace("\n".join(block), "\n".join((block[0], *lines, block[-1]))), "utf-8"
        )
        return
    assert lines == block[1:-1]
    if isinstance(answer, Plan):
        assert answer.status is Status.OPTIMAL
        assert faults(answer, shipped, Pace()) == []
