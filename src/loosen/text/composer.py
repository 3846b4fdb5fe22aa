"""The composer's answers as words: limits, conflicts, relaxations, reasons, times and bindings.

Every sentence is checked in ``tests/text/test_composer.py``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import assert_never

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Surface
from loosen.domain.brief import CALL_FOR_GENTLENESS, MOST_STEPS, Brief
from loosen.domain.composer.conflict import NoPlan, Relaxation, span_of
from loosen.domain.composer.explain import (
    Binding,
    OnlyForArea,
    OnlyOfPhase,
    Part,
    Purpose,
    Reason,
    Substitute,
)
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
from loosen.domain.composer.plan import Coverage, Plan
from loosen.domain.composer.problem import FLOOR, SHORT, Problem, is_easy_start
from loosen.text.wording import clock_words, count_words, position_words

FEW_LEFT = 2
"""Up to this many exercises left for an area, their number is given in place of the floor."""
MOST_SERVICES = 2
"""Areas that a reason names."""
LITTLE = Fraction(1, 10)
"""Parts of an area's time below this are not mentioned."""
NOTABLE_PART, NOTABLE_SECONDS = 10, 60
"""Unused time is mentioned from 1/10 of the time and from 60 seconds on."""
KINDS: Mapping[Kind, str] = {
    Kind.DYNAMIC_WARMUP: "warm-up",
    Kind.MOBILITY: "mobility exercise",
    Kind.STRENGTH: "strength exercise",
    Kind.STATIC_STRETCH: "stretch",
    Kind.ISOMETRIC: "isometric exercise",
    Kind.RELAXATION: "rest posture",
}
MANY = {Kind.STATIC_STRETCH: "stretches"}
PHASES = ("warm-up", "mobility exercise", "exercise with effort", "long hold", "rest posture")
SURFACES: Mapping[Surface, str] = {
    Surface.FLOOR: "on the floor",
    Surface.MAT: "on a mat",
    Surface.BED: "in bed",
    Surface.CHAIR: "on a chair",
}
ABOUT_ONE: Mapping[type[Limit], str] = {
    Never: "you never want {}",
    Excluded: "{} is left out",
    Required: "{} has to be in",
}
PARTS = (
    (Fraction(1), "all"),
    (Fraction(3, 4), "most"),
    (Fraction(2, 3), "two thirds"),
    (Fraction(1, 2), "half"),
    (Fraction(1, 3), "a third"),
    (Fraction(1, 4), "a quarter"),
    (Fraction(1, 5), "a fifth"),
    (Fraction(1, 6), "a sixth"),
    (Fraction(1, 8), "an eighth"),
)
HABITS: Mapping[Habit, str] = {
    Habit.START: "It does not begin with easy movement",
    Habit.STEPS_UP: "A harder exercise comes without the easier one of its kind",
    Habit.FEW_CHANGES: "It goes down to the floor or up from it more than once",
    Habit.SHARE: "One exercise takes more than a quarter of the time",
    Habit.LITTLE_STRENGTH: "It has more strength than you asked for",
}
HABIT_BECAUSE = "what you ask leaves no other way."
ONLY_IF_FINE = "only if it is fine for you: "


# Numbers and names


def _named(slug: str, names: Mapping[str, str]) -> str:
    return f"“{names.get(slug, slug)}”"


def _counted(number: int, group: Kind | StepRole) -> str:
    """A number of steps: "1 stretch", "3 strength exercises"."""
    if isinstance(group, Kind):
        return count_words(number, KINDS[group], MANY.get(group))
    return count_words(number, "exercise")


def _bound_words(group: Kind | StepRole, end: End, number: int) -> str:
    if end is End.MOST and not number:
        return f"no {KINDS[group] if isinstance(group, Kind) else 'exercise'}"
    return f"at {end} {_counted(number, group)}"


def _listed(words: Iterable[str], last: str = "or") -> str:
    """Words in a row: "a", "a or b", "a, b or c"."""
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end


def let_go_words(names: Sequence[str], *, order: bool) -> str:
    """What was changed by hand and is no longer so: the doses of exercises, the order, or both."""
    things = ["your order"] if order else []
    if names:
        things.insert(0, f"your {'doses' if names[1:] else 'dose'} of {_listed(names, 'and')}")
    told = _listed(things, "and")
    many = len(names) + order > 1
    verb, they = ("were", "they no longer fit") if many else ("was", "it no longer fits")
    return f"{told[0].upper()}{told[1:]} {verb} let go: {they}."


def group_words(group: Group, end: End, number: int) -> str:
    """A limit on what is counted together."""
    match group:
        case Kind() | StepRole.STEP:
            return _bound_words(group, end, number)
        case StepRole.OPENER:
            return "easy movement comes first"
        case StepRole.CLOSER:
            return "it ends quietly"
        case StrengthFamily(family):
            most = count_words(number, "strength exercise")
            return f"at {end} {most} of one kind ({family.replace('-', ' ')})"
        case EarlierPlan(earlier):
            return f"it has to differ from plan {earlier}"
        case _:
            assert_never(group)


# Limits


def blocking_words(none: NoPlan) -> list[str]:
    """Each limit of a conflict."""
    return [limit_words(limit, none.problem, none.names) for limit in none.blocking]


NO_NAMES: Mapping[str, str] = {}


def limit_words(limit: Limit, problem: Problem, names: Mapping[str, str] = NO_NAMES) -> str:
    """A limit that a problem's brief sets; ``names`` are those of exercises, by slug."""
    match limit:
        case Rule():
            return _rule_words(limit, problem.brief)
        case Avoided(caution):
            return f"your caution “{caution.label}”"
        case Never(slug) | Excluded(slug) | Required(slug):
            return ABOUT_ONE[type(limit)].format(_named(slug, names))
        case AreaFloor(area):
            return _floor_words(area, problem)
        case CountBound(group, end):
            return group_words(group, end, _number(group, end, problem.brief))
        case _:
            assert_never(limit)


def _number(group: Group, end: End, brief: Brief) -> int:
    """The number that a brief sets for an end of a range; 0 for what has no number."""
    if not isinstance(group, Kind) and group is not StepRole.STEP:
        return 0
    span = span_of(brief, group)
    return span.low if end is End.LEAST else span.high


def _rule_words(rule: Rule, brief: Brief) -> str:
    match rule:
        case Rule.BUDGET:
            return f"{minutes_words(brief.seconds)} in all"
        case Rule.FAMILY_CAP:
            return f"at most {count_words(brief.max_per_family, 'exercise')} of a family"
        case Rule.POSITIONS:
            return _positions_words(brief)
        case Rule.EQUIPMENT:
            return f"no {_listed(e.label for e in Equipment if e not in brief.equipment)}"
        case Rule.LEVEL:
            return _level_words(brief)
        case Rule.OURS_ONLY | Rule.SURFACE:
            on_one = rule is Rule.SURFACE and brief.surface
            return f"all of it {SURFACES[on_one]}" if on_one else "nothing imported"
        case _:
            assert_never(rule)


def _level_words(brief: Brief) -> str:
    """The highest level, and why where nobody said it."""
    words = f"nothing above {brief.highest_level.label}"
    if brief.highest_level is Level.GENTLE:
        words = "nothing but gentle exercises"
    if brief.level is None:
        cautions = [c.label for c in Caution if c in brief.avoid and c in CALL_FOR_GENTLENESS]
        return f"{words}, as you named {_listed(cautions, 'and')}"
    return words


def _positions_words(brief: Brief) -> str:
    """The shorter list: the positions that are allowed, or those that are not."""
    barred = [position_words(p) for p in Position if p not in brief.positions]
    allowed = [position_words(p) for p in Position if p in brief.positions]
    if not allowed:
        return "no start position is allowed"
    if len(barred) > len(allowed):
        return f"only {_listed(allowed)}"
    return f"no {_listed(barred)}"


def _floor_words(area: Area, problem: Problem) -> str:
    number = next(n for n, demand in enumerate(problem.demands) if demand.area is area)
    left = sum(item.weights[number] > 0 for item in problem.items)
    if left <= FEW_LEFT:
        only = {0: "no exercise is left", 1: "only 1 exercise is left"}
        return f"{area.label}: {only.get(left, f'only {left} exercises are left')}"
    return f"{area.label}: at least {problem.brief.floors.get(area, FLOOR)} % of a fair share"


# Changes that help


def relaxation_words(none: NoPlan) -> Iterator[tuple[str, str]]:
    """Each change that helps, and what it gains; the latter may be empty."""
    for relaxation in none.relaxations:
        yield change_words(relaxation, none), _gain_words(relaxation)


def help_words(none: NoPlan) -> str:
    """The lead of the changes: whether any one helps, only all together, or none."""
    if not none.relaxations:
        return "Nothing that is known here would help."
    if len(none.relaxations) == 1 and len(none.relaxations[0].limits) > 1:
        return "No single change is enough; this is the smallest set that is:"
    if len(none.relaxations) == 1:
        return "This would help:"
    return "Any one of these would help:"


def change_words(relaxation: Relaxation, none: NoPlan) -> str:
    """What to change."""
    cautions = [limit.caution for limit in relaxation.limits if isinstance(limit, Avoided)]
    careful = [_dropped_words(cautions)] if cautions else []
    plain: list[str] = []
    for limit in relaxation.limits:
        if not isinstance(limit, Avoided):
            is_careful = limit is Rule.LEVEL and none.brief.level is None
            (careful if is_careful else plain).append(_change_words(limit, relaxation, none))
    if careful:
        plain.append(ONLY_IF_FINE + _listed(careful, "and"))
    return "; ".join(plain)


def _dropped_words(cautions: Sequence[Caution]) -> str:
    """Cautions to drop: "drop the cautions “knee” and “wrist”"."""
    names = _listed([f"“{caution.label}”" for caution in cautions], "and")
    return f"drop the {'caution' if len(cautions) == 1 else 'cautions'} {names}"


def _change_words(limit: Limit, relaxation: Relaxation, none: NoPlan) -> str:
    brief, names = relaxation.brief, none.names
    match limit:
        case Rule():
            return _rule_change(limit, brief, none.brief)
        case Avoided(caution):
            return _dropped_words((caution,))
        case Never(slug) | Excluded(slug) | Required(slug):
            verb = "leave out" if isinstance(limit, Required) else "allow"
            return f"{verb} {_named(slug, names)}"
        case AreaFloor(area):
            before, now = none.brief.floors.get(area, FLOOR), brief.floors.get(area, FLOOR)
            less = f"less for {area.label}: {now} % of a fair share, not {before} %"
            return f"ask {less if now else f'nothing certain for {area.label}'}"
        case CountBound(group, end):
            return _count_change(group, end, _number(group, end, brief))
        case _:
            assert_never(limit)


def _count_change(group: Group, end: End, number: int) -> str:
    """A bound that is moved, or given up."""
    if not isinstance(group, Kind) and group is not StepRole.STEP:
        return "let it end with anything"
    if end is End.LEAST and not number:
        return f"do without {_counted(2, group).removeprefix('2 ')}"
    if end is End.MOST and number == MOST_STEPS:
        return f"allow any number of {_counted(2, group).removeprefix('2 ')}"
    return f"ask for at {end} {_counted(number, group)}"


def _rule_change(rule: Rule, brief: Brief, before: Brief) -> str:
    match rule:
        case Rule.BUDGET:
            return f"make it {minutes_words(brief.seconds)}"
        case Rule.FAMILY_CAP:
            return f"allow {count_words(brief.max_per_family, 'exercise')} of a family"
        case Rule.POSITIONS:
            return f"allow {_new_positions(brief, before)}"
        case Rule.EQUIPMENT:
            added = [e.label for e in Equipment if e in brief.equipment]
            old = {e.label for e in before.equipment}
            return f"use {_listed([f'a {e}' for e in added if e not in old], 'and')}"
        case Rule.LEVEL:
            return f"allow {brief.highest_level.label} exercises"
        case Rule.OURS_ONLY | Rule.SURFACE:
            return f"allow {'any surface' if rule is Rule.SURFACE else 'imported exercises'}"
        case _:
            assert_never(rule)


def _new_positions(brief: Brief, before: Brief) -> str:
    """The positions that a change allows."""
    if len(brief.positions) == len(Position):
        return "any position"
    old = {position_words(p) for p in before.positions}
    added = [position_words(p) for p in Position if p in brief.positions]
    return _listed([p for p in added if p not in old], "and")


def _gain_words(relaxation: Relaxation) -> str:
    return count_words(relaxation.gained, "more exercise") if relaxation.gained else ""


def minutes_words(seconds: int) -> str:
    """A time as it is asked for: "4 minutes", "1 minute", "4:12"."""
    return clock_words(seconds) if seconds % 60 else count_words(seconds // 60, "minute")


# Reasons and bindings


def purpose_words(purpose: Purpose) -> str:
    """A purpose that only this step serves."""
    match purpose:
        case Part.REQUIRED:
            return "you asked for it"
        case Part.OPENER:
            return "easy movement to begin with"
        case Part.CLOSER:
            return "a quiet end"
        case OnlyForArea(area):
            return f"the only one for {area.label}"
        case OnlyOfPhase(phase, alone):
            return f"the only {PHASES[phase]}{' that fits' if alone else ''}"
        case _:
            assert_never(purpose)


def part_words(part: Fraction) -> str:
    """A part in words, the nearest there is: "a third", "most"."""
    return min(PARTS, key=lambda one: (abs(one[0] - part), one[0]))[1]


def _time_of(area: Area) -> str:
    """The time of an area: "hip-flexor time", "low-back time"."""
    return f"{area.label.removesuffix('s').replace(' ', '-')} time"


def reason_words(reason: Reason) -> str:
    """Why a step is in, on one line."""
    words = [purpose_words(purpose) for purpose in reason.purposes]
    alone = {purpose.area for purpose in reason.purposes if isinstance(purpose, OnlyForArea)}
    served = [s for s in reason.services if s.part >= LITTLE and s.area not in alone]
    if served:
        parts = [f"{part_words(s.part)} of your {_time_of(s.area)}" for s in served[:MOST_SERVICES]]
        words.append(f"gives {_listed(parts, 'and')}")
    elif not words:
        words.append(f"good for {reason.good_for.label} besides")
    return "; ".join(words)


def binding_words(binding: Binding) -> str:
    """What holds a plan back."""
    limit = binding.limit
    match limit:
        case Rule():
            return "the time: with more of it there would be more to gain"
        case AreaFloor(area):
            return f"{area.label}: it gets no more than it has to"
        case CountBound(group, end):
            return group_words(group, end, binding.number)
        case _:
            assert_never(limit)


def substitute_words(other: Substitute | None) -> str:
    """What could stand for a step, and how well."""
    if other is None:
        return "nothing else fits"
    how = ("just as well", "nearly as well", "less well", "much less well")
    bounds = (0.01, 0.05, 0.15)
    return f"{other.name} could stand here, {how[sum(other.part > bound for bound in bounds)]}"


# Times and what a plan could not keep to


def coverage_words(one: Coverage) -> str:
    """What an area gets: "hip flexors 2:10 (asked 1:30)", "core 0:51 in passing"."""
    if not one.got:
        return f"{one.area.label} nothing"
    if one.in_passing:
        return f"{one.area.label} {clock_words(one.seconds)} in passing"
    return f"{one.area.label} {clock_words(one.seconds)} (asked {clock_words(one.seconds_asked)})"


def plan_remarks(plan: Plan) -> Iterator[str]:
    """Remarks on a plan: unused time and why, habits given up, a cold start, a shortlist."""
    yield from _free_words(plan)
    for habit in Habit:
        if habit in plan.given_up:
            yield f"{HABITS[habit]}: {HABIT_BECAUSE}"
    brief, first = plan.brief, plan.steps[0].exercise
    asked = brief.start_moving and brief.seconds >= SHORT and Habit.START not in plan.given_up
    if asked and not is_easy_start(first):
        yield "No easy movement to begin with passes what you ask; walk about for a minute first."
    if plan.shortlisted:
        words = count_words(len(plan.problem.items), "exercise")
        yield f"Chosen from a shortlist of {words}; the best of all there are may be better."


def _free_words(plan: Plan) -> Iterator[str]:
    """The time that is left free, and what would use more of it."""
    least = max(NOTABLE_SECONDS, plan.brief.seconds // NOTABLE_PART)
    if plan.unused < least:
        return
    more = [
        f"{one.level.label if one.level else 'strength'} would give {clock_words(one.seconds)}"
        for one in plan.more
    ]
    level = f"{plan.brief.highest_level.label}: " if plan.more and plan.more[0].level else ""
    used = f"{level}{clock_words(plan.seconds)} of {clock_words(plan.brief.seconds)}"
    why = "; ".join(more) or "nothing else that passes is worth adding"
    yield f"Left free rather than filled: {used}; {why}."
