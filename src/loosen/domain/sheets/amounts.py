"""Amounts: what the phrases of a line come to, as a dose in the sense of ``dosage``.

People write sets, repetitions and holds in any order and leave words out; a dose is one amount, how
often, and how it is shared between the sides. What a dose cannot hold is told and kept in words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loosen.domain.body import Sides
from loosen.domain.dose import (
    MOST_SETS,
    ONE,
    Amount,
    Breaths,
    Dose,
    DoseError,
    Hold,
    Reps,
    Span,
    Timed,
    parse_dose,
)
from loosen.domain.sheets.patterns import AMOUNTS, PhraseMeaning
from loosen.domain.sheets.phrases import Fact

SHORTEST_HOLD = 3
"""Seconds: a shorter stop within a repetition is no hold that a clock should lead."""
LONGEST_REST = 600
MOST_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a line asks for, still without its exercise.

    ``held`` is whether the sheet says “hold”; ``bare`` is a number without a unit, where that is all.
    """

    dose: Dose | None = None
    rest: int | None = None
    stiffer_rounds: int | None = None
    often: tuple[str, ...] = ()
    held: bool = False
    bare: Span | None = None
    sides: Sides = Sides.NONE
    notes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


class Unclear(ValueError):
    """Phrases that cannot hold together, in words."""


def amounts_of(facts: Sequence[Fact]) -> Amounts:
    """What the facts of a line come to.

    Raises:
        Unclear: when they contradict one another, or the dose is outside what a dose may be.
    """
    sides = _sides(facts)
    rest, rounds = _only(facts, PhraseMeaning.REST), _only(facts, PhraseMeaning.STIFFER)
    if rest and rest.high > LONGEST_REST:
        raise Unclear(f"a rest of {rest} s is longer than {LONGEST_REST} s")
    dose, notes, told = _dose(facts)
    return Amounts(
        None if dose is None else _within_limits(dose, sides),
        rest.low if rest else None,
        min(rounds.low, MOST_ROUNDS) if rounds and rounds.low > 1 else None,
        _often(facts),
        any(
            f.told is PhraseMeaning.HOLD or (f.told is PhraseMeaning.SECONDS and f.words)
            for f in facts
        ),
        None if dose else _only(facts, PhraseMeaning.BARE),
        sides,
        (*(fact.words for fact in facts if fact.told is PhraseMeaning.NOTE), *notes),
        (*(f"kept in words: {note}" for note in notes), *told),
    )


def _often(facts: Iterable[Fact]) -> tuple[str, ...]:
    """How often, each once; “2 x daily, 7 x weekly” is twice a day."""
    said = dict.fromkeys(fact.words for fact in facts if fact.told is PhraseMeaning.OFTEN)
    return tuple(words for words in said if words != "every day") or tuple(said)


def _dose(facts: Sequence[Fact]) -> tuple[Dose | None, list[str], list[str]]:
    """The dose without its sides, what of it is kept in words, and what else is to be told."""
    count, sets = _counted(facts)
    seconds, breaths = _only(facts, PhraseMeaning.SECONDS), _only(facts, PhraseMeaning.BREATHS)
    way = any(fact.told is PhraseMeaning.WAY for fact in facts)
    if seconds and breaths:
        raise Unclear("it gives seconds and breaths")
    if seconds or breaths:
        dose, notes = _timed(seconds, breaths, count, sets, facts)
        told = (
            [f"{sets} sets of {count} run as {dose.sets} in a row"]
            if count and sets and sets != ONE
            else []
        )
        return dose, [*notes, *(["each way"] if way else [])], [] if notes else told
    if sets and not count:
        raise Unclear("it gives sets, and not of what")
    return Dose(Reps(count, way), sets or ONE) if count else None, [], []


def counted(amounts: Amounts) -> Dose | None:
    """The number without a unit as repetitions, for an exercise that is counted."""
    try:
        return _within_limits(Dose(Reps(amounts.bare)), amounts.sides) if amounts.bare else None
    except Unclear:
        return None


def asks(facts: Iterable[Fact]) -> bool:
    """Whether facts make a dose."""
    return any(fact.told in AMOUNTS for fact in facts)


def _only(facts: Iterable[Fact], told: PhraseMeaning) -> Span | None:
    """The one number that facts give for something; for sets, those of a pair are not among them."""
    spans = list(dict.fromkeys(f.spans[0] for f in facts if f.told is told))
    if len(spans) > 1:
        if told is PhraseMeaning.BARE:
            return None
        raise Unclear(f"it gives {told} more than once: {', '.join(map(str, spans))}")
    return spans[0] if spans else None


def _sides(facts: Iterable[Fact]) -> Sides:
    said = {fact.told for fact in facts}
    if PhraseMeaning.TURNS in said:
        return Sides.ALTERNATING
    return Sides.EACH if PhraseMeaning.SIDE in said else Sides.NONE


def _counted(facts: Sequence[Fact]) -> tuple[Span | None, Span | None]:
    """Repetitions and sets; a count is whichever of them is still free, repetitions first."""
    reps, sets = [_only(facts, PhraseMeaning.REPS)], [_only(facts, PhraseMeaning.SETS)]
    for fact in facts:
        if fact.told is PhraseMeaning.SETS and len(fact.spans) > 1:
            reps.append(fact.spans[1])
        elif fact.told is PhraseMeaning.PAIR:
            few, many = fact.spans if fact.words else sorted(fact.spans)
            sets.append(few)
            reps.append(many)
    counts = list(dict.fromkeys(f.spans[0] for f in facts if f.told is PhraseMeaning.COUNT))
    if not any(reps) and (bare := _only(facts, PhraseMeaning.BARE)) and (any(sets) or counts):
        reps.append(bare)
    for span in counts:
        (sets if any(reps) else reps).append(span)
    return _one_of(reps, "repetitions"), _one_of(sets, "sets")


def _one_of(spans: Iterable[Span | None], what: str) -> Span | None:
    given = list(dict.fromkeys(span for span in spans if span))
    if len(given) > 1:
        raise Unclear(f"it gives {what} more than once: {', '.join(map(str, given))}")
    return given[0] if given else None


def _timed(
    seconds: Span | None,
    breaths: Span | None,
    count: Span | None,
    sets: Span | None,
    facts: Sequence[Fact],
) -> tuple[Dose, list[str]]:
    """A hold, a time or breaths; repetitions that are held are sets of one hold.

    Too many holds for a clock, or too short ones, stay repetitions, with the hold in words.
    """
    moving = any(fact.told is PhraseMeaning.MOVING for fact in facts)
    times = Span((count or ONE).low * (sets or ONE).low, (count or ONE).high * (sets or ONE).high)
    short = seconds is not None and seconds.high < SHORTEST_HOLD
    if seconds and count and not moving and (short or times.high > MOST_SETS):
        return Dose(Reps(count), sets or ONE), [f"hold {seconds} s each time"]
    amount: Amount = Breaths(breaths) if breaths else Hold(seconds or ONE)
    if moving and seconds:
        amount = Timed(seconds)
    return Dose(amount, times), []


def _within_limits(dose: Dose, sides: Sides) -> Dose:
    whole = Dose(dose.amount, dose.sets, sides)
    try:
        return parse_dose(str(whole))
    except DoseError as error:
        raise Unclear(str(error)) from None
