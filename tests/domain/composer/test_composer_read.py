"""Briefs that people would give, over the exercises that ship: the answers stay as they were read.

A change of a weight or of an exercise shows here; read the new answer before it is frozen.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from judging import faults

from loosen.domain.catalogue import Catalogue
from loosen.domain.composer import Brief, NoPlan, Plan, Status, compose
from loosen.domain.pace import Pace
from loosen.services.library import Library
from loosen.storage.locations import Locations
from loosen.text.composer import blocking_words, relaxation_words

BRIEFS = tomllib.loads(Path(__file__).with_name("read.toml").read_text("utf-8"))["briefs"]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    nowhere = tmp_path_factory.mktemp("home")
    return Library(Locations(nowhere, nowhere, nowhere)).catalogue


@pytest.mark.parametrize("known", BRIEFS, ids=[known["name"] for known in BRIEFS])
def test_answers_as_it_did_when_it_was_read(shipped: Catalogue, known: dict[str, Any]) -> None:
    answer = compose(Brief.from_table(known["brief"]), shipped)
    if isinstance(answer, NoPlan):
        assert blocking_words(answer) == known["blocking"]
        assert [change for change, _ in relaxation_words(answer)] == known["changes"]
        return
    assert isinstance(answer, Plan)
    assert answer.status is Status.OPTIMAL
    assert faults(answer, shipped, Pace()) == []
    assert [f"{s.exercise.slug}: {s.dose}" for s in answer.steps] == known["steps"]
    assert answer.seconds == known["seconds"]
