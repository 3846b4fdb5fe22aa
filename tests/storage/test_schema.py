"""The two readers of a record agree: whatever ``from_plain`` takes, the checker of files takes as well."""

import copy
import tomllib
from random import Random
from typing import Any

import pytest

from loosen.domain.exercise import Exercise
from loosen.domain.own_exercise import OwnExercise
from loosen.domain.routine import Routine
from loosen.domain.safety import Safety
from loosen.domain.settings import Memory, Settings
from loosen.domain.value import Invalid, Record
from loosen.services.sharing import Shared
from loosen.storage import schema
from loosen.storage.files import toml_files
from loosen.storage.imported import ImportedSet
from loosen.storage.locations import SHIPPED, shipped_routines

OWN: dict[str, Any] = {
    "slug": "wall-calf",
    "name": "Wall calf",
    "kind": "static-stretch",
    "position": "standing",
    "sides": "each",
    "dose": "30 s each side",
    "steps": ["Lean in.", "Hold."],
    "areas": {"primary": ["hamstrings"], "secondary": ["glutes"]},
    "equipment": {"required": ["support"]},
    "cautions": {"ask_first": ["knee"]},
    "replaces": "wall-calf",
}
ROUTINE: dict[str, Any] = {
    "slug": "mine",
    "name": "Mine",
    "summary": "A few.",
    "frequency": "2-3 a week",
    "rules": ["Slowly."],
    "brief": {"seconds": 300},
    "steps": [
        {"exercise": "wall-calf", "dose": "30 s", "rest": 5, "stiffer_rounds": 2},
        {"pick": "1-2", "among": [{"exercise": "clam"}, {"exercise": "bow", "open_ended": True}]},
    ],
}
SETTINGS: dict[str, Any] = {
    "stiffer_side": "left",
    "equipment": ["mat"],
    "avoid": ["knee"],
    "theme": "loosen-dark",
    "motion": "off",
    "pace": {"get_ready": 5, "slow_transitions": True},
    "cues": {"bell": "end", "notify": "osc9"},
    "exercises": {"liked": ["clam", "clam"], "never": ["bow"]},
    "week": {"sessions": 3, "minutes": {"glutes": 10}},
    "keys": {"quit": "q"},
}
MEMORY: dict[str, Any] = {
    "safety_seen": True,
    "turns": {"mine": 2},
    "asked_morning": "00000000-0000-0000-0000-000000000001",
}
SHARED: dict[str, Any] = {
    "format": 1,
    "routine": ROUTINE,
    "exercises": [OWN],
    "figures": {"wall-calf": {"view": 3}},
}
CASES = 3_000
IMPORTED: dict[str, Any] = {
    "format": 1,
    "source": {"slug": "fed", "code": "F", "title": "Fed", "publisher": "Fed"},
    "exercises": [
        {
            "slug": "fed.clam",
            "name": "Clam",
            "kind": "strength",
            "origin": "imported",
            "position": None,
            "sides": None,
            "surfaces": None,
            "level": None,
            "family": "clam",
            "summary": "A clam.",
            "steps": ["Open.", "Close."],
            "areas": {"primary": ["glutes"]},
            "default": {"dose": "10 reps", "ours": True, "because": "None is given."},
            "attribution": {
                "source": "fed",
                "id": "1",
                "licence": "CC0",
                "licence_address": "https://example.org/l",
                "address": "https://example.org/1",
            },
        }
    ],
}
GOOD: list[tuple[type[Record], dict[str, Any]]] = [
    (OwnExercise, OWN),
    (Routine, ROUTINE),
    (Settings, SETTINGS),
    (Memory, MEMORY),
    (Shared, SHARED),
    (ImportedSet, IMPORTED),
]
ODD: tuple[Any, ...] = (
    None, "", " ", "a", "A b", "low-back", "30 s each side", "\u202e\x1b[2J", "x" * 90, "n\n", 0, -1, 3,
    10**9, 2.0, 2.5, float("nan"), float("inf"), True, [], ["a"], ["a"] * 70, "own", {}, {"a": 1}, [{}], [[]],
)  # fmt: skip
"""Values that are right in some places and wrong in most."""


def places(plain: object) -> list[tuple[Any, Any]]:
    """Every table or list inside plain data with one of its keys."""
    if isinstance(plain, dict):
        inside = list(plain.items())
    elif isinstance(plain, list):
        inside = list(enumerate(plain))
    else:
        return []
    return [(plain, key) for key, _ in inside] + [one for _, v in inside for one in places(v)]


def changed(number: int) -> tuple[type[Record], dict[str, Any]]:
    """A record's class, and good plain data of it with one to three things changed."""
    random = Random(number)
    record, good = random.choice(GOOD)
    plain = copy.deepcopy(good)
    for _ in range(random.randint(1, 3)):
        inside, key = random.choice(places(plain))
        odd = copy.deepcopy(random.choice(ODD))
        way = random.choice(("put", "drop", "add"))
        if way == "put":
            inside[key] = odd
        elif way == "add" and isinstance(inside, dict):
            inside[random.choice(("note", "dose", "odd", "pick"))] = odd
        else:
            del inside[key]
    return record, plain


@pytest.mark.parametrize(("record", "plain"), GOOD, ids=lambda one: getattr(one, "__name__", ""))
def test_what_is_right_is_read_alike_by_both(record: type[Record], plain: dict[str, Any]) -> None:
    assert schema.checked(record, plain) == record.from_plain(plain)
    value = record.from_plain(plain)
    assert record.from_json(value.to_json()) == value
    assert record.from_plain(value.to_plain(defaults=False)) == value


def test_what_one_takes_the_other_takes_as_well() -> None:
    taken = 0
    for number in range(CASES):
        record, plain = changed(number)
        try:
            value = record.from_plain(plain)
        except Invalid:
            continue
        taken += 1
        assert schema.checked(record, plain) == value, number
    assert 0.1 * CASES < taken < 0.9 * CASES


def test_every_shipped_file_is_read_alike_by_both() -> None:
    kinds: list[tuple[type[Record], list[Any]]] = [
        (Exercise, toml_files(SHIPPED / "exercises")),
        (Routine, toml_files(shipped_routines())),
    ]
    for record, paths in kinds:
        assert paths
        for path in paths:
            plain = {**tomllib.loads(path.read_text()), "slug": path.stem}
            assert schema.checked(record, plain) == record.from_plain(plain)
    safety = tomllib.loads((SHIPPED / "safety.toml").read_text())
    assert schema.checked(Safety, safety) == Safety.from_plain(safety)


def test_a_problem_inside_a_choice_is_told_at_its_own_key_wherever_it_stands() -> None:
    wrong = copy.deepcopy(SHARED)
    wrong["routine"]["steps"][1]["among"][0]["rest"] = -1
    wrong["routine"]["steps"][0]["dose"] = "thirty"
    with pytest.raises(schema.Faults) as caught:
        schema.read(Shared, wrong, "a.toml")
    assert [problem.key for problem in caught.value.problems] == [
        "routine.steps[1].dose",
        "routine.steps[2].among[1].rest",
    ]


def test_a_rule_that_looks_at_other_keys_is_told_beside_all_other_problems() -> None:
    wrong = OWN | {"sides": "none", "replaces": "other", "setup_seconds": 99, "cues": 3}
    with pytest.raises(schema.Faults) as caught:
        schema.read(OwnExercise, wrong, "a.toml")
    assert {problem.key for problem in caught.value.problems} == {
        "dose", "replaces", "setup_seconds", "cues",
    }  # fmt: skip


def test_values_that_were_read_before_are_taken_as_they_are() -> None:
    routine = Routine.from_plain(ROUTINE)
    assert schema.checked(Routine, routine.fields()) == routine
    assert schema.checked(Routine, routine) is routine
    many = {"format": 1, "source": {}, "exercises": ()}
    with pytest.raises(schema.Faults):
        schema.read(ImportedSet, many, "a.json")
