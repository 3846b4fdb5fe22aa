"""The composer's answers as words: limits, conflicts, changes that help, reasons, and what binds.

Nothing that solves imports this module.
"""

from collections.abc import Iterator, Mapping
from typing import assert_never

from loosen.domain.body import Area, Equipment, Kind, Position
from loosen.domain.brief import Brief
from loosen.domain.composer.conflict import NoPlan, Relaxation, span_of
from loosen.domain.composer.explain import Binding, OnlyForArea, OnlyOfPhase, Part, Purpose, Reason
from loosen.domain.composer.limits import (
    AreaFloor,
    Avoided,
    CountBound,
    EarlierPlan,
    End,
    Excluded,
    Group,
    Limit,
    Never,
    Required,
    Role,
    Rule,
    StrengthFamily,
)
from loosen.domain.composer.problem import FLOOR, PHASES, Problem

FEW_LEFT = 2
"""With no more exercises than this for an area, their number says more than the floor."""
NAMED: Mapping[type[Limit], str] = {Never: "never", Excluded: "without", Required: "with"}
MOST_SERVICES = 3
"""Areas that a reason names."""


def clock(seconds: int) -> str:
    """Minutes and seconds: 9:30."""
    return f"{seconds // 60}:{seconds % 60:02}"


# Limits


def group_words(group: Group) -> str:
    """What is counted, as it stands behind a number."""
    match group:
        case Kind():
            return group.label
        case Role.STEP:
            return "steps"
        case Role.OPENER:
            return "start moving"
        case Role.CLOSER:
            return "end quiet"
        case StrengthFamily(family):
            return f"strength of {family.replace('-', ' ')}"
        case EarlierPlan(number):
            return f"different from plan {number}"
        case _:
            assert_never(group)


def blocking_words(none: NoPlan) -> list[str]:
    """Each limit of a conflict."""
    return [limit_words(limit, none.problem) for limit in none.blocking]


def limit_words(limit: Limit, problem: Problem) -> str:
    """A limit that a problem's brief sets."""
    match limit:
        case Rule():
            return _rule_words(limit, problem.brief)
        case Avoided(caution):
            return f"avoid {caution.label}"
        case Never(slug) | Excluded(slug) | Required(slug):
            return f"{NAMED[type(limit)]} {slug}"
        case AreaFloor(area):
            return _floor_words(area, problem)
        case CountBound(Kind() | Role.STEP as group, end):
            return _count_words(group, end, problem.brief)
        case CountBound(group):
            return group_words(group)
        case _:
            assert_never(limit)


def _count_words(group: Kind | Role, end: End, brief: Brief) -> str:
    span = span_of(brief, group)
    return f"at {end} {span.low if end is End.LEAST else span.high} {group_words(group)}"


def _rule_words(rule: Rule, brief: Brief) -> str:
    match rule:
        case Rule.BUDGET:
            return f"{clock(brief.seconds)} in all"
        case Rule.FAMILY_CAP:
            return f"at most {brief.max_per_family} of a family"
        case Rule.POSITIONS:
            return _positions_words(brief)
        case Rule.EQUIPMENT:
            missing = [e.label for e in Equipment if e not in brief.equipment]
            return f"without {', '.join(missing)}"
        case Rule.LEVEL:
            return f"nothing above {brief.level.label}"
        case Rule.OURS_ONLY:
            return "nothing imported"
        case _:
            assert_never(rule)


def _positions_words(brief: Brief) -> str:
    """The shorter list: the positions that are allowed, or those that are not."""
    barred = [p.label for p in Position if p not in brief.positions]
    allowed = [p.label for p in Position if p in brief.positions]
    if len(barred) > len(allowed):
        return f"only {', '.join(allowed) or 'no position'}"
    return f"no {', '.join(barred)}"


def _floor_words(area: Area, problem: Problem) -> str:
    number = next(n for n, demand in enumerate(problem.demands) if demand.area is area)
    left = sum(item.weights[number] > 0 for item in problem.items)
    if left <= FEW_LEFT:
        only = {0: "no exercise", 1: "only 1 exercise"}.get(left, f"only {left} exercises")
        return f"{area.label}: {only} left"
    return f"{area.label}: at least {problem.brief.floors.get(area, FLOOR)} % of its share"


# Changes that help


def relaxation_words(none: NoPlan) -> Iterator[tuple[str, str]]:
    """Each change that helps, and what it gains; the latter may be empty."""
    for relaxation in none.relaxations:
        yield change_words(relaxation, none), _gain_words(relaxation, none.brief)


def change_words(relaxation: Relaxation, none: NoPlan) -> str:
    """What to change."""
    limit, brief = relaxation.limit, relaxation.brief
    match limit:
        case Rule():
            return _rule_change(limit, brief, none)
        case Avoided(caution):
            return f"only if it is fine for you: allow {caution.replace('-', ' ')}"
        case Never(slug) | Excluded(slug) | Required(slug):
            return f"{'leave out' if isinstance(limit, Required) else 'allow'} {slug}"
        case AreaFloor(area):
            floor = brief.floors[area]
            return f"{area.label}: {f'{floor} % of its share' if floor else 'no floor'}"
        case CountBound(Kind() | Role.STEP as group, end):
            return _count_words(group, end, brief)
        case CountBound():
            return f"drop “{limit_words(limit, none.problem)}”"
        case _:
            assert_never(limit)


def _rule_change(rule: Rule, brief: Brief, none: NoPlan) -> str:
    match rule:
        case Rule.BUDGET:
            return f"needs {clock(brief.seconds)}"
        case Rule.FAMILY_CAP:
            return f"up to {brief.max_per_family} of a family"
        case Rule.POSITIONS:
            return f"allow {_added(brief.positions, none.brief.positions)}"
        case Rule.EQUIPMENT:
            return f"with {_added(brief.equipment, none.brief.equipment)}"
        case Rule.LEVEL:
            return f"up to {brief.level.label}"
        case Rule.OURS_ONLY:
            return f"drop “{limit_words(rule, none.problem)}”"
        case _:
            assert_never(rule)


def _added(
    now: tuple[Position, ...] | tuple[Equipment, ...],
    before: tuple[Position, ...] | tuple[Equipment, ...],
) -> str:
    return ", ".join(word.label for word in now if word not in before)


def _gain_words(relaxation: Relaxation, before: Brief) -> str:
    if isinstance(relaxation.limit, AreaFloor):
        return f"instead of {before.floors.get(relaxation.limit.area, FLOOR)} %"
    gained = relaxation.gained
    return f"{gained} more exercise{'' if gained == 1 else 's'}" if gained else ""


# Reasons and bindings


def purpose_words(purpose: Purpose) -> str:
    """What a step alone is there for."""
    match purpose:
        case Part.REQUIRED:
            return "asked for"
        case Part.OPENER:
            return "gets you moving"
        case Part.CLOSER:
            return "ends quietly"
        case OnlyForArea(area):
            return f"the only one for {area.label}"
        case OnlyOfPhase(phase):
            return f"the only one for {PHASES[phase]}"
        case _:
            assert_never(purpose)


def reason_words(reason: Reason) -> str:
    """Why a step is in, on one line."""
    served = ", ".join(f"{s.area.label} {s.percent} %" for s in reason.services[:MOST_SERVICES])
    words = [purpose_words(purpose) for purpose in reason.purposes]
    return "; ".join([*words, *([served] if served else [])]) or "fills the time"


def binding_words(binding: Binding) -> str:
    """What holds a plan back."""
    limit = binding.limit
    match limit:
        case Rule():
            return f"the time: a minute more is worth {binding.points:.0f} points"
        case AreaFloor(area):
            return f"{area.label}: at least its floor"
        case CountBound(group, end):
            return f"at {end} {binding.number} {group_words(group)}"
        case _:
            assert_never(limit)
