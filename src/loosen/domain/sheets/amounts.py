"""Amounts of a line: its phrases combined into a dose, a rest, rounds and a frequency.

People write sets, repetitions and holds in any order and leave words out. What a dose cannot hold is kept
as a note in words, with a remark that says so.
"""

from collections.abc import Iterable, Iterator, Sequence
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
from loosen.domain.sheets.phrases import Phrase

SHORTEST_HOLD = 3
"""Least seconds of a hold on the clock; a shorter one within repetitions is kept in words."""
LONGEST_REST = 600
MOST_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Amounts:
    """Amounts of a line, independent of its exercise.

    ``held`` is whether the sheet says “hold”; ``bare`` is a number without a unit, if there is no dose.
    ``often`` are frequencies in words, ``notes`` go to the step, ``remarks`` to the person.
    """

    dose: Dose | None = None
    rest: int | None = None
    stiffer_rounds: int | None = None
    often: tuple[str, ...] = ()
    held: bool = False
    bare: Span | None = None
    sides: Sides = Sides.NONE
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class UnclearAmounts(ValueError):
    """Error for phrases that contradict one another."""


def amounts_of(phrases: Sequence[Phrase]) -> Amounts:
    """Return the amounts of a line's phrases.

    Raises:
        UnclearAmounts: if they contradict one another, or the dose is outside the limits of doses.
    """
    sides = _sides(phrases)
    rest, rounds = _only(phrases, PhraseMeaning.REST), _only(phrases, PhraseMeaning.STIFFER)
    if rest and rest.high > LONGEST_REST:
        raise UnclearAmounts(f"a rest of {rest} s is longer than {LONGEST_REST} s")
    dose, notes, remarks = _dose(phrases)
    return Amounts(
        None if dose is None else _within_limits(dose, sides),
        rest.low if rest else None,
        min(rounds.low, MOST_ROUNDS) if rounds and rounds.low > 1 else None,
        _often(phrases),
        any(
            f.meaning is PhraseMeaning.HOLD or (f.meaning is PhraseMeaning.SECONDS and f.words)
            for f in phrases
        ),
        None if dose else _only(phrases, PhraseMeaning.BARE),
        sides,
        (*(phrase.words for phrase in phrases if phrase.meaning is PhraseMeaning.NOTE), *notes),
        (*(f"kept in words: {note}" for note in notes), *remarks, *_unread(phrases, dose)),
    )


def _unread(phrases: Iterable[Phrase], dose: Dose | None) -> Iterator[str]:
    """Yield a remark for each number without a unit that the dose has not taken up."""
    if dose is None:
        return
    amount = dose.amount
    used = (dose.sets, amount.seconds if isinstance(amount, Hold | Timed) else amount.count)
    for phrase in phrases:
        if phrase.meaning is PhraseMeaning.BARE and phrase.spans[0] not in used:
            yield f"“{phrase.spans[0]}” is not read; write what it counts, or leave it out"


def _often(phrases: Iterable[Phrase]) -> tuple[str, ...]:
    """Return the frequencies without duplicates; “2 x daily, 7 x weekly” is twice a day."""
    often = dict.fromkeys(
        phrase.words for phrase in phrases if phrase.meaning is PhraseMeaning.OFTEN
    )
    return tuple(words for words in often if words != "every day") or tuple(often)


def _dose(phrases: Sequence[Phrase]) -> tuple[Dose | None, list[str], list[str]]:
    """Return the dose without its sides, what of it is kept in words, and remarks."""
    count, sets = _counted(phrases)
    seconds, breaths = _only(phrases, PhraseMeaning.SECONDS), _only(phrases, PhraseMeaning.BREATHS)
    way = any(phrase.meaning is PhraseMeaning.WAY for phrase in phrases)
    if seconds and breaths:
        raise UnclearAmounts("it gives seconds and breaths")
    if seconds or breaths:
        dose, notes = _timed(seconds, breaths, count, sets, phrases)
        remarks = (
            [f"{sets} sets of {count} run as {dose.sets} in a row"]
            if count and sets and sets != ONE
            else []
        )
        return dose, [*notes, *(["each way"] if way else [])], [] if notes else remarks
    if sets and not count:
        raise UnclearAmounts("it gives sets, and not of what")
    return Dose(Reps(count, way), sets or ONE) if count else None, [], []


def as_repetitions(amounts: Amounts) -> Dose | None:
    """Return the number without a unit as repetitions, for an exercise that is counted."""
    try:
        return _within_limits(Dose(Reps(amounts.bare)), amounts.sides) if amounts.bare else None
    except UnclearAmounts:
        return None


def has_amount(phrases: Iterable[Phrase]) -> bool:
    """Return whether any of the phrases makes a dose."""
    return any(phrase.meaning in AMOUNTS for phrase in phrases)


def _only(phrases: Iterable[Phrase], meaning: PhraseMeaning) -> Span | None:
    """Return the number that phrases give with a meaning, None without one.

    Raises:
        UnclearAmounts: if they give different numbers.
    """
    spans = list(dict.fromkeys(f.spans[0] for f in phrases if f.meaning is meaning))
    if len(spans) > 1:
        if meaning is PhraseMeaning.BARE:
            return None
        raise UnclearAmounts(f"it gives {meaning} more than once: {', '.join(map(str, spans))}")
    return spans[0] if spans else None


def _sides(phrases: Iterable[Phrase]) -> Sides:
    meanings = {phrase.meaning for phrase in phrases}
    if PhraseMeaning.TURNS in meanings:
        return Sides.ALTERNATING
    return Sides.EACH if PhraseMeaning.SIDE in meanings else Sides.NONE


def _counted(phrases: Sequence[Phrase]) -> tuple[Span | None, Span | None]:
    """Return repetitions and sets; a mere count is the one that is missing, repetitions first."""
    reps, sets = [_only(phrases, PhraseMeaning.REPS)], [_only(phrases, PhraseMeaning.SETS)]
    for phrase in phrases:
        if phrase.meaning is PhraseMeaning.SETS and len(phrase.spans) > 1:
            reps.append(phrase.spans[1])
        elif phrase.meaning is PhraseMeaning.PAIR:
            few, many = phrase.spans if phrase.words else sorted(phrase.spans)
            sets.append(few)
            reps.append(many)
    counts = list(dict.fromkeys(f.spans[0] for f in phrases if f.meaning is PhraseMeaning.COUNT))
    if not any(reps) and (bare := _only(phrases, PhraseMeaning.BARE)) and (any(sets) or counts):
        reps.append(bare)
    for span in counts:
        (sets if any(reps) else reps).append(span)
    return _one_of(reps, "repetitions"), _one_of(sets, "sets")


def _one_of(spans: Iterable[Span | None], what: str) -> Span | None:
    distinct = list(dict.fromkeys(span for span in spans if span))
    if len(distinct) > 1:
        raise UnclearAmounts(f"it gives {what} more than once: {', '.join(map(str, distinct))}")
    return distinct[0] if distinct else None


def _timed(
    seconds: Span | None,
    breaths: Span | None,
    count: Span | None,
    sets: Span | None,
    phrases: Sequence[Phrase],
) -> tuple[Dose, list[str]]:
    """Return a hold, timed movement or breaths; held repetitions become sets of one hold.

    Too many holds for the clock, or too short ones, stay repetitions, with the hold in words.
    """
    moving = any(phrase.meaning is PhraseMeaning.MOVING for phrase in phrases)
    times = Span((count or ONE).low * (sets or ONE).low, (count or ONE).high * (sets or ONE).high)
    short = seconds is not None and seconds.high < SHORTEST_HOLD
    if seconds and count and not moving and (short or times.high > MOST_SETS):
        return Dose(Reps(count), sets or ONE), [f"hold {seconds} s each time"]
    amount: Amount = Breaths(breaths) if breaths else Hold(seconds or ONE)
    if moving and seconds:
        amount = Timed(seconds)
    return Dose(amount, times), []


def _within_limits(dose: Dose, sides: Sides) -> Dose:
    sided = Dose(dose.amount, dose.sets, sides)
    try:
        return parse_dose(str(sided))
    except DoseError as error:
        raise UnclearAmounts(str(error)) from None
