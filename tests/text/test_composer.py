"""Limits, groups and bindings in words."""

import pytest
from composing import some_catalogue

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer import Binding, Brief
from loosen.domain.composer.limits import (
    AreaFloor,
    Avoided,
    CountBound,
    EarlierPlan,
    End,
    Excluded,
    Limit,
    Never,
    Required,
    Role,
    Rule,
    StrengthFamily,
)
from loosen.domain.composer.problem import problem_of
from loosen.domain.dose import Span
from loosen.domain.pace import Pace
from loosen.text.composer import binding_words, limit_words

BRIEF = Brief(
    seconds=570,
    areas={Area.GLUTES: 1, Area.HIP_FLEXORS: 1},
    floors={Area.GLUTES: 60},
    positions=tuple(p for p in Position if p is not Position.PLANK),
    equipment=tuple(e for e in Equipment if e is not Equipment.BAND),
    avoid=(Caution.BALANCE,),
    level=Level.MODERATE,
    ours_only=True,
    kinds={Kind.STATIC_STRETCH: Span(1, 3)},
    steps=Span(4, 8),
    max_per_family=2,
    start_moving=True,
    end_quiet=True,
)


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Rule.BUDGET, "9:30 in all"),
        (Rule.FAMILY_CAP, "at most 2 of a family"),
        (Rule.POSITIONS, "no plank"),
        (Rule.EQUIPMENT, "without band"),
        (Rule.LEVEL, "nothing above moderate"),
        (Rule.OURS_ONLY, "nothing imported"),
        (Avoided(Caution.BALANCE), "avoid balance"),
        (Never("bridge"), "never bridge"),
        (Excluded("bridge"), "without bridge"),
        (Required("bridge"), "with bridge"),
        (CountBound(Kind.STATIC_STRETCH, End.LEAST), "at least 1 static stretch"),
        (CountBound(Role.STEP, End.MOST), "at most 8 steps"),
        (CountBound(Role.OPENER, End.LEAST), "start moving"),
        (CountBound(Role.CLOSER, End.LEAST), "end quiet"),
        (AreaFloor(Area.GLUTES), "glutes: only 1 exercise left"),
        (AreaFloor(Area.HIP_FLEXORS), "hip flexors: no exercise left"),
    ],
)
def test_each_limit_says_what_its_brief_asks(
    catalogue: Catalogue, limit: Limit, words: str
) -> None:
    assert limit_words(limit, problem_of(BRIEF, catalogue, Pace())) == words


def test_a_floor_says_its_percent_where_there_are_exercises_for_the_area() -> None:
    brief = Brief(areas={Area.GLUTES: 1}, floors={Area.GLUTES: 60})
    words = limit_words(AreaFloor(Area.GLUTES), problem_of(brief, some_catalogue(40, 1), Pace()))
    assert words == "glutes: at least 60 % of its share"


@pytest.mark.parametrize(
    ("binding", "words"),
    [
        (Binding(Rule.BUDGET, 12.4), "the time: a minute more is worth 12 points"),
        (Binding(AreaFloor(Area.LOW_BACK), 3.0), "low back: at least its floor"),
        (Binding(CountBound(Kind.STRENGTH, End.MOST), 3.0, 2), "at most 2 strength"),
        (
            Binding(CountBound(StrengthFamily("hip-abduction"), End.MOST), 3.0, 2),
            "at most 2 strength of hip abduction",
        ),
        (
            Binding(CountBound(EarlierPlan(1), End.MOST), 3.0, 4),
            "at most 4 different from plan 1",
        ),
    ],
)
def test_what_binds_is_said_with_its_number(binding: Binding, words: str) -> None:
    assert binding_words(binding) == words
