"""Every sentence that the composer can say, to be read aloud."""

from dataclasses import replace
from fractions import Fraction

import pytest
from random_briefs import some_catalogue

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Surface
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer import (
    Binding,
    Brief,
    Coverage,
    Fuller,
    NoPlan,
    Plan,
    Reason,
    Relaxation,
    Substitute,
    compose,
)
from loosen.domain.composer.explain import OnlyForArea, OnlyOfPhase, Part, Service
from loosen.domain.composer.limits import (
    AreaFloor,
    Avoided,
    CountBound,
    EarlierPlan,
    End,
    Excluded,
    Group,
    Habit,
    Limit,
    Never,
    Required,
    Rule,
    StepRole,
    StrengthFamily,
)
from loosen.domain.composer.problem import ALL_HABITS, problem_of
from loosen.domain.dose import Span
from loosen.domain.pace import Pace
from loosen.text.composer import (
    binding_words,
    change_words,
    coverage_words,
    help_words,
    let_go_words,
    limit_words,
    part_words,
    plan_remarks,
    reason_words,
    relaxation_words,
    substitute_words,
)

BRIEF = Brief(
    seconds=570,
    areas={Area.GLUTES: 1, Area.HIP_FLEXORS: 1},
    floors={Area.GLUTES: 60},
    positions=tuple(p for p in Position if p is not Position.PLANK),
    equipment=tuple(e for e in Equipment if e not in (Equipment.BAND, Equipment.BALL)),
    avoid=(Caution.BALANCE,),
    level=Level.MODERATE,
    ours_only=True,
    kinds={
        Kind.STATIC_STRETCH: Span(1, 3),
        Kind.STRENGTH: Span(2, 4),
        Kind.DYNAMIC_WARMUP: Span(1, 2),
        Kind.MOBILITY: Span(1, 60),
        Kind.ISOMETRIC: Span(0, 0),
        Kind.RELAXATION: Span(1, 1),
    },
    steps=Span(4, 8),
    max_per_family=2,
    end_quiet=True,
)
NAMES = {"bridge": "Bridge"}

LIMITS: list[tuple[Limit, str]] = [
    (Rule.BUDGET, "9:30 in all"),
    (Rule.FAMILY_CAP, "at most 2 exercises of a family"),
    (Rule.POSITIONS, "no plank"),
    (Rule.EQUIPMENT, "no band or ball"),
    (Rule.LEVEL, "nothing above moderate"),
    (Rule.OURS_ONLY, "nothing imported"),
    (Avoided(Caution.BALANCE), "your caution “balance”"),
    (Never("bridge"), "you never want “Bridge”"),
    (Excluded("bridge"), "“Bridge” is left out"),
    (Required("bridge"), "“Bridge” has to be in"),
    (Required("flying"), "“flying” has to be in"),
    (CountBound(Kind.STATIC_STRETCH, End.LEAST), "at least 1 stretch"),
    (CountBound(Kind.STATIC_STRETCH, End.MOST), "at most 3 stretches"),
    (CountBound(Kind.STRENGTH, End.LEAST), "at least 2 strength exercises"),
    (CountBound(Kind.DYNAMIC_WARMUP, End.LEAST), "at least 1 warm-up"),
    (CountBound(Kind.DYNAMIC_WARMUP, End.MOST), "at most 2 warm-ups"),
    (CountBound(Kind.MOBILITY, End.LEAST), "at least 1 mobility exercise"),
    (CountBound(Kind.ISOMETRIC, End.MOST), "no isometric exercise"),
    (CountBound(Kind.RELAXATION, End.MOST), "at most 1 rest posture"),
    (CountBound(StepRole.STEP, End.LEAST), "at least 4 exercises"),
    (CountBound(StepRole.STEP, End.MOST), "at most 8 exercises"),
    (CountBound(StepRole.OPENER, End.LEAST), "easy movement comes first"),
    (CountBound(StepRole.CLOSER, End.LEAST), "it ends quietly"),
    (AreaFloor(Area.GLUTES), "glutes: only 1 exercise is left"),
    (AreaFloor(Area.HIP_FLEXORS), "hip flexors: no exercise is left"),
]


@pytest.mark.parametrize(("limit", "words"), LIMITS)
def test_each_limit_says_what_its_brief_asks(
    catalogue: Catalogue, limit: Limit, words: str
) -> None:
    assert limit_words(limit, problem_of(BRIEF, catalogue, Pace()), NAMES) == words


@pytest.mark.parametrize(
    ("brief", "rule", "words"),
    [
        (Brief(seconds=240), Rule.BUDGET, "4 minutes in all"),
        (Brief(seconds=60), Rule.BUDGET, "1 minute in all"),
        (Brief(), Rule.FAMILY_CAP, "at most 1 exercise of a family"),
        (Brief(positions=()), Rule.POSITIONS, "no start position is allowed"),
        (Brief(positions=(Position.HOOKLYING,)), Rule.POSITIONS, "only lying, knees bent"),
        (Brief(level=Level.GENTLE), Rule.LEVEL, "nothing but gentle exercises"),
        (
            Brief(avoid=(Caution.PREGNANCY, Caution.PELVIC_GIRDLE)),
            Rule.LEVEL,
            "nothing but gentle exercises, as you named pregnancy and pelvic girdle",
        ),
        (Brief(surface=Surface.BED), Rule.SURFACE, "all of it in bed"),
        (Brief(surface=Surface.FLOOR), Rule.SURFACE, "all of it on the floor"),
        (Brief(surface=Surface.MAT), Rule.SURFACE, "all of it on a mat"),
        (Brief(surface=Surface.CHAIR), Rule.SURFACE, "all of it on a chair"),
    ],
)
def test_a_rule_reads_well_whatever_it_is_set_to(
    catalogue: Catalogue, brief: Brief, rule: Rule, words: str
) -> None:
    assert limit_words(rule, problem_of(brief, catalogue, Pace())) == words


def test_a_floor_says_its_percent_where_there_are_exercises_for_the_area() -> None:
    brief = Brief(areas={Area.GLUTES: 1}, floors={Area.GLUTES: 60})
    words = limit_words(AreaFloor(Area.GLUTES), problem_of(brief, some_catalogue(40, 1), Pace()))
    assert words == "glutes: at least 60 % of a fair share"


def none_of(catalogue: Catalogue, brief: Brief, *relaxations: Relaxation) -> NoPlan:
    return NoPlan(problem_of(brief, catalogue, Pace()), (), relaxations, names=NAMES)


ASKED = Brief(
    seconds=60,
    areas={Area.GLUTES: 1},
    positions=(Position.STANDING,),
    equipment=(),
    level=Level.GENTLE,
    surface=Surface.BED,
    kinds={Kind.STRENGTH: Span(3, 3)},
    steps=Span(5, 6),
)


@pytest.mark.parametrize(
    ("limit", "change", "words"),
    [
        (Rule.BUDGET, {"seconds": 240}, "make it 4 minutes"),
        (Rule.FAMILY_CAP, {"max_per_family": 2}, "allow 2 exercises of a family"),
        (
            Rule.POSITIONS,
            {"positions": (Position.STANDING, Position.HOOKLYING)},
            "allow lying, knees bent",
        ),
        (Rule.POSITIONS, {"positions": tuple(Position)}, "allow any position"),
        (Rule.EQUIPMENT, {"equipment": (Equipment.BAND,)}, "use a band"),
        (Rule.EQUIPMENT, {"equipment": (Equipment.BAND, Equipment.BALL)}, "use a band and a ball"),
        (Rule.LEVEL, {"level": Level.MODERATE}, "allow moderate exercises"),
        (Rule.OURS_ONLY, {}, "allow imported exercises"),
        (Rule.SURFACE, {"surface": None}, "allow any surface"),
        (Avoided(Caution.KNEE), {}, "only if it is fine for you: drop the caution “knee”"),
        (Never("bridge"), {}, "allow “Bridge”"),
        (Excluded("bridge"), {}, "allow “Bridge”"),
        (Required("bridge"), {}, "leave out “Bridge”"),
        (
            AreaFloor(Area.GLUTES),
            {"floors": {Area.GLUTES: 25}},
            "ask less for glutes: 25 % of a fair share, not 40 %",
        ),
        (
            AreaFloor(Area.GLUTES),
            {"floors": {Area.GLUTES: 0}},
            "ask nothing certain for glutes",
        ),
        (
            CountBound(Kind.STRENGTH, End.LEAST),
            {"kinds": {Kind.STRENGTH: Span(1, 3)}},
            "ask for at least 1 strength exercise",
        ),
        (
            CountBound(Kind.STRENGTH, End.LEAST),
            {"kinds": {Kind.STRENGTH: Span(0, 3)}},
            "do without strength exercises",
        ),
        (
            CountBound(StepRole.STEP, End.MOST),
            {"steps": Span(5, 60)},
            "allow any number of exercises",
        ),
        (CountBound(StepRole.STEP, End.MOST), {"steps": Span(5, 9)}, "ask for at most 9 exercises"),
        (CountBound(StepRole.CLOSER, End.LEAST), {}, "let it end with anything"),
    ],
)
def test_each_change_says_what_to_do(
    catalogue: Catalogue, limit: Limit, change: dict[str, object], words: str
) -> None:
    relaxation = Relaxation((limit,), ASKED.copy_with(**change))
    assert change_words(relaxation, none_of(catalogue, ASKED, relaxation)) == words


def test_a_level_that_follows_from_a_caution_is_raised_with_a_word_of_care(
    catalogue: Catalogue,
) -> None:
    asked = Brief(avoid=(Caution.PREGNANCY,))
    relaxation = Relaxation((Rule.LEVEL,), asked.copy_with(level=Level.MODERATE), 6)
    none = none_of(catalogue, asked, relaxation)
    words = "only if it is fine for you: allow moderate exercises"
    assert list(relaxation_words(none)) == [(words, "6 more exercises")]


def test_several_changes_are_said_together_and_the_careful_one_last(catalogue: Catalogue) -> None:
    limits = (Avoided(Caution.KNEE), Rule.BUDGET, Avoided(Caution.WRIST))
    both = Relaxation(limits, ASKED.copy_with(seconds=240), 1)
    none = none_of(catalogue, ASKED, both)
    words = "make it 4 minutes; only if it is fine for you: drop the cautions “knee” and “wrist”"
    assert list(relaxation_words(none)) == [(words, "1 more exercise")]


def test_a_caution_and_the_level_that_follows_from_it_are_one_change_to_be_careful_with(
    catalogue: Catalogue,
) -> None:
    asked = Brief(avoid=(Caution.PREGNANCY, Caution.KNEE))
    both = Relaxation((Rule.LEVEL, Avoided(Caution.KNEE)), asked.copy_with(level=Level.MODERATE))
    words = "only if it is fine for you: drop the caution “knee” and allow moderate exercises"
    assert change_words(both, none_of(catalogue, asked, both)) == words


def test_what_the_changes_are_is_said_before_them(catalogue: Catalogue) -> None:
    one, two = Relaxation((Rule.BUDGET,), ASKED), Relaxation((Rule.BUDGET, Rule.LEVEL), ASKED)
    assert help_words(none_of(catalogue, ASKED)) == "Nothing that is known here would help."
    assert help_words(none_of(catalogue, ASKED, one)) == "This would help:"
    assert help_words(none_of(catalogue, ASKED, one, one)) == "Any one of these would help:"
    together = "No single change is enough; this is the smallest set that is:"
    assert help_words(none_of(catalogue, ASKED, two)) == together


def reason(*purposes: object, parts: tuple[tuple[Area, Fraction], ...] = ()) -> Reason:
    services = tuple(Service(area, 8, part) for area, part in parts)
    return Reason(services, purposes, Area.HIP_JOINT, 1.0)  # type: ignore[arg-type]  # a short call


FLEXORS, BACK = (Area.HIP_FLEXORS, Fraction(1, 3)), (Area.LOW_BACK, Fraction(1, 2))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            reason(OnlyOfPhase(0, alone=True), parts=(FLEXORS,)),
            "the only warm-up that fits; gives a third of your hip-flexor time",
        ),
        (reason(OnlyOfPhase(1, alone=False)), "the only mobility exercise"),
        (reason(OnlyOfPhase(2, alone=False)), "the only exercise with effort"),
        (reason(OnlyOfPhase(3, alone=True)), "the only long hold that fits"),
        (reason(OnlyOfPhase(4, alone=False)), "the only rest posture"),
        (reason(Part.REQUIRED), "you asked for it"),
        (reason(Part.OPENER), "easy movement to begin with"),
        (reason(Part.CLOSER), "a quiet end"),
        (reason(OnlyForArea(Area.GLUTES)), "the only one for glutes"),
        (
            reason(parts=(BACK, FLEXORS)),
            "gives half of your low-back time and a third of your hip-flexor time",
        ),
        (reason(), "good for hip joint besides"),
        (reason(parts=((Area.GLUTES, Fraction(1, 20)),)), "good for hip joint besides"),
    ],
)
def test_each_reason_says_what_a_step_is_for(given: Reason, words: str) -> None:
    assert reason_words(given) == words


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Fraction(1), "all"),
        (Fraction(4, 5), "most"),
        (Fraction(2, 3), "two thirds"),
        (Fraction(11, 20), "half"),
        (Fraction(3, 10), "a third"),
        (Fraction(6, 25), "a quarter"),
        (Fraction(1, 5), "a fifth"),
        (Fraction(1, 6), "a sixth"),
        (Fraction(1, 9), "an eighth"),
    ],
)
def test_a_part_is_said_by_the_nearest_word(part: Fraction, words: str) -> None:
    assert part_words(part) == words


@pytest.mark.parametrize(
    ("binding", "words"),
    [
        (Binding(Rule.BUDGET, 12.4), "the time: with more of it there would be more to gain"),
        (Binding(AreaFloor(Area.LOW_BACK), 3.0), "low back: it gets no more than it has to"),
        (Binding(CountBound(Kind.STRENGTH, End.MOST), 3.0, 1), "at most 1 strength exercise"),
        (Binding(CountBound(Kind.STRENGTH, End.MOST), 3.0, 2), "at most 2 strength exercises"),
        (Binding(CountBound(StepRole.STEP, End.LEAST), 3.0, 1), "at least 1 exercise"),
        (Binding(CountBound(StepRole.OPENER, End.LEAST), 3.0, 1), "easy movement comes first"),
        (Binding(CountBound(StepRole.CLOSER, End.LEAST), 3.0, 1), "it ends quietly"),
        (
            Binding(CountBound(StrengthFamily("hip-abduction"), End.MOST), 3.0, 2),
            "at most 2 strength exercises of one kind (hip abduction)",
        ),
        (
            Binding(CountBound(EarlierPlan(1), End.MOST), 3.0, 4),
            "it has to differ from plan 1",
        ),
    ],
)
def test_what_binds_is_said_with_its_number(binding: Binding, words: str) -> None:
    assert binding_words(binding) == words


@pytest.mark.parametrize(
    ("part", "how"),
    [(0.0, "just as well"), (0.03, "nearly as well"), (0.1, "less well"), (0.5, "much less well")],
)
def test_what_could_stand_for_a_step_is_said_without_points(part: float, how: str) -> None:
    words = substitute_words(Substitute("bridge", "Bridge", 12.0, part))
    assert words == f"Bridge could stand here, {how}"
    assert substitute_words(None) == "nothing else fits"


def test_the_time_of_an_area_is_in_minutes() -> None:
    flexors = Coverage(Area.HIP_FLEXORS, 30, 12, 43, 130, in_passing=False)
    assert coverage_words(flexors) == "hip flexors 2:10 (asked 1:30)"
    core = Coverage(Area.CORE, 30, 0, 10, 51, in_passing=True)
    assert coverage_words(core) == "core 0:51 in passing"
    assert coverage_words(Coverage(Area.CORE, 30, 0, 0, 0, in_passing=True)) == "core nothing"


def plan_with(catalogue: Catalogue, *, seconds: int = 600) -> Plan:
    found = compose(Brief(seconds=seconds, areas={Area.LOW_BACK: 1}), catalogue)
    assert isinstance(found, Plan)
    return found


@pytest.mark.parametrize(
    ("habit", "words"),
    [
        (Habit.START, "It does not begin with easy movement"),
        (Habit.STEPS_UP, "A harder exercise comes without the easier one of its kind"),
        (Habit.FEW_CHANGES, "It goes down to the floor or up from it more than once"),
        (Habit.SHARE, "One exercise takes more than a quarter of the time"),
        (Habit.LITTLE_STRENGTH, "It has more strength than you asked for"),
    ],
)
def test_a_habit_that_is_given_up_is_said_with_its_reason(
    catalogue: Catalogue, habit: Habit, words: str
) -> None:
    plan = plan_with(catalogue)
    problem = plan.problem.copy_with(habits=ALL_HABITS - {habit})
    assert f"{words}: what you ask leaves no other way." in plan_remarks(
        replace(plan, problem=problem)
    )


def test_time_left_free_is_said_with_what_would_use_it(catalogue: Catalogue) -> None:
    plan = plan_with(catalogue, seconds=3_600)
    asked = plan.brief.copy_with(level=Level.GENTLE)
    gentle = replace(plan, problem=plan.problem.copy_with(brief=asked), more=())
    used = f"{plan.seconds // 60}:{plan.seconds % 60:02} of 1:00:00"
    nothing = "nothing else that passes is worth adding."
    assert f"Left free rather than filled: {used}; {nothing}" in plan_remarks(gentle)
    more = (Fuller(Level.MODERATE, 1_800), Fuller(None, 1_900))
    words = f"gentle: {used}; moderate would give 30:00; strength would give 31:40."
    assert f"Left free rather than filled: {words}" in plan_remarks(replace(gentle, more=more))


def test_a_shortlist_is_said(catalogue: Catalogue) -> None:
    plan = plan_with(catalogue)
    words = f"Chosen from a shortlist of {len(plan.problem.items)} exercises; the best of all there"
    told = list(plan_remarks(replace(plan, shortlisted=True)))
    assert f"{words} are may be better." in told


def test_no_group_is_without_words() -> None:
    groups: tuple[Group, ...] = (*Kind, *StepRole, StrengthFamily("one"), EarlierPlan(2))
    for group in groups:
        for end in End:
            assert binding_words(Binding(CountBound(group, end), 1.0, 2))


@pytest.mark.parametrize(
    ("names", "order", "words"),
    [
        (["Bridge"], False, "Your dose of Bridge was let go: it no longer fits."),
        ([], True, "Your order was let go: it no longer fits."),
        (
            ["Bridge", "Happy baby"],
            False,
            "Your doses of Bridge and Happy baby were let go: they no longer fit.",
        ),
        (
            ["Bridge"],
            True,
            "Your dose of Bridge and your order were let go: they no longer fit.",
        ),
    ],
)
def test_what_was_changed_by_hand_and_is_let_go_is_named(
    names: list[str], order: bool, words: str
) -> None:
    assert let_go_words(names, order=order) == words
