"""The limits of a brief, one by one: what each says, and the brief without it.

The order is that in which they are tried when a clash is narrowed down: those that we least want to
blame come first, so that they drop out whenever the rest clashes anyway.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from loosen.domain.body import Area, Equipment, Kind, Level, Position
from loosen.domain.brief import MOST_STEPS, Brief
from loosen.domain.composer.problem import FLOOR, Problem
from loosen.domain.dose import Span

ANY_TIME = 7_200
ANY_FAMILY = 9


@dataclass(frozen=True)
class Question:
    """A brief with the floors of its areas in dose units, so that lifting a limit leaves them be."""

    brief: Brief
    floors: Mapping[Area, int]

    def with_(self, **changes: object) -> "Question":
        """The question with a changed brief."""
        return Question(self.brief.model_copy(update=changes), self.floors)


@dataclass(frozen=True)
class Wish:
    """A limit: its key, its words, and the question without it."""

    key: str
    words: str
    lifted: Callable[[Question], Question]


def wishes(problem: Problem) -> Iterator[Wish]:
    """Every limit that a brief sets."""
    brief = problem.brief
    yield from _filters(brief)
    for slug in brief.never:
        yield Wish(f"never {slug}", f"never {slug}", _without("never", slug))
    for slug in brief.exclude:
        yield Wish(f"exclude {slug}", f"without {slug}", _without("exclude", slug))
    if brief.max_per_family < ANY_FAMILY:
        words = f"at most {brief.max_per_family} of a family"
        yield Wish("family", words, lambda q: q.with_(max_per_family=ANY_FAMILY))
    for kind in brief.kinds:
        yield from _number(f"kind {kind}", kind.label, brief.kinds[kind], _kind_setter(kind))
    yield from _number("steps", "steps", brief.steps, _steps_setter)
    if brief.start_moving:
        yield Wish("start moving", "start moving", lambda q: q.with_(start_moving=False))
    if brief.end_quiet:
        yield Wish("end quiet", "end quiet", lambda q: q.with_(end_quiet=False))
    for slug in brief.include:
        yield Wish(f"include {slug}", f"with {slug}", _without("include", slug))
    yield from _floors(problem)
    yield Wish("budget", f"{clock(brief.seconds)} in all", lambda q: q.with_(seconds=ANY_TIME))


def clock(seconds: int) -> str:
    """Minutes and seconds: 9:30."""
    return f"{seconds // 60}:{seconds % 60:02}"


def _filters(brief: Brief) -> Iterator[Wish]:
    for caution in brief.avoid:
        yield Wish(f"avoid {caution}", f"avoid {caution.label}", _without("avoid", caution))
    barred = [p.label for p in Position if p not in brief.positions]
    if barred:
        everywhere = tuple(sorted(Position))
        allowed = ", ".join(p.label for p in Position if p in brief.positions) or "no position"
        words = (
            f"only {allowed}" if len(barred) > len(brief.positions) else f"no {', '.join(barred)}"
        )
        yield Wish("positions", words, lambda q: q.with_(positions=everywhere))
    missing = [e.label for e in Equipment if e not in brief.equipment]
    if missing:
        all_of_it = tuple(sorted(Equipment))
        words = f"without {', '.join(missing)}"
        yield Wish("equipment", words, lambda q: q.with_(equipment=all_of_it))
    if brief.ours_only:
        yield Wish("ours", "nothing imported", lambda q: q.with_(ours_only=False))
    if brief.level is not Level.DEMANDING:
        words = f"nothing above {brief.level.label}"
        yield Wish("level", words, lambda q: q.with_(level=Level.DEMANDING))


def _without(key: str, value: str) -> Callable[[Question], Question]:
    def lifted(question: Question) -> Question:
        values = getattr(question.brief, key)
        return question.with_(**{key: tuple(v for v in values if v != value)})

    return lifted


Setter = Callable[[Question, Span], Question]


def _kind_setter(kind: Kind) -> Setter:
    return lambda q, span: q.with_(kinds={**q.brief.kinds, kind: span})


def _steps_setter(question: Question, span: Span) -> Question:
    return question.with_(steps=span)


def number_of(brief: Brief, key: str) -> tuple[Span, Setter]:
    """The bounds that a key such as “steps” or “kind strength” stands for, and how to set them."""
    if key == "steps":
        return brief.steps, _steps_setter
    kind = Kind(key.removeprefix("kind "))
    return brief.kinds[kind], _kind_setter(kind)


def _number(key: str, what: str, span: Span, put: Setter) -> Iterator[Wish]:
    def lift_low(question: Question) -> Question:
        now, _ = number_of(question.brief, key)
        return put(question, Span(0, now.high))

    def lift_high(question: Question) -> Question:
        now, _ = number_of(question.brief, key)
        return put(question, Span(now.low, MOST_STEPS))

    if span.low > 0:
        yield Wish(f"{key} least", f"at least {span.low} {what}", lift_low)
    if span.high < MOST_STEPS:
        yield Wish(f"{key} most", f"at most {span.high} {what}", lift_high)


def _floors(problem: Problem) -> Iterator[Wish]:
    for demand in problem.demands:
        if demand.floor:
            yield Wish(
                f"floor {demand.area}", _floor_words(problem, demand.area), _no_floor(demand.area)
            )


def _no_floor(area: Area) -> Callable[[Question], Question]:
    return lambda q: Question(q.brief, {**q.floors, area: 0})


def _floor_words(problem: Problem, area: Area) -> str:
    number = next(n for n, demand in enumerate(problem.demands) if demand.area is area)
    left = sum(item.weights[number] > 0 for item in problem.items)
    if left <= 2:
        only = {0: "no exercise", 1: "only 1 exercise"}.get(left, f"only {left} exercises")
        return f"{area.label}: {only} left"
    percent = problem.brief.floors.get(area, FLOOR)
    return f"{area.label}: at least {percent} % of its share"
