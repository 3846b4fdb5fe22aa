"""Reading of one line of a sheet as a name, the phrases of a dose, and notes.

A line has several readings of its name, the most literal first, among which the catalogue decides.
Nothing is dropped: text that is neither name nor dose is returned as notes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from loosen.domain.sheets.amounts import has_amount
from loosen.domain.sheets.patterns import PhraseMeaning
from loosen.domain.sheets.phrases import Phrase, find_phrases, uncovered
from loosen.domain.sheets.vocabulary import GLUE

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_EDGE = " \t,;:.-–—/=>→*•|x×"
_TRAILING = re.compile(
    r"(?:^|[\s,;:.–—-]+)(?:for|do|repeat|perform|x|×|then|and|with\s+an?|hold|at|of|on|to|an?)$",
    re.IGNORECASE,
)
_MANNER = re.compile(
    r"\b(?:very\s+)?(?:slow(?:ly)?(?:\s+and\s+(?:controlled|steady))?|gentl[ey]|controlled|easy)\b",
    re.IGNORECASE,
)
ONE_SIDE = re.compile(
    r"(?:^|(?<=[\s,(-]))(?:(?:the\s+)?(?:left|right)(?:\s+(?:leg|side|hip))?|[LR])(?:\s+only)?"
    r"(?=$|[\s,;)-])"
)


@dataclass(frozen=True, slots=True)
class NameReading:
    """Reading of a line's name, with the phrases and notes that are then left."""

    name: str
    phrases: tuple[Phrase, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineReading:
    """Reading of a line; ``names`` are the readings of its name, the most literal first, if any."""

    names: tuple[NameReading, ...]
    phrases: tuple[Phrase, ...]
    notes: tuple[str, ...]
    of_all: bool = False
    """Whether it applies to every exercise: “Hold each stretch for 30 seconds”."""

    @property
    def name(self) -> str:
        """The name to show: the shortest reading."""
        return self.names[-1].name if self.names else ""

    @property
    def has_amount(self) -> bool:
        """Whether it gives an amount of a dose."""
        return has_amount(self.phrases)


@dataclass(frozen=True, slots=True)
class _Split:
    """Parts of a line: the text without brackets, the place of the name, phrases and notes.

    ``inside`` are the phrases within the name; ``within`` are the bracketed texts beside it, which may be
    part of it.
    """

    flat: str
    start: int
    end: int
    inside: tuple[Phrase, ...]
    phrases: tuple[Phrase, ...]
    notes: tuple[str, ...]
    within: tuple[str, ...]


def read_line(body: str, kept: Iterable[str] = ()) -> LineReading:
    """Read a line without its numbering; numbers in ``kept``, parts of names, are not amounts."""
    split = _split(body, tuple(kept))
    name_readings = tuple(_name_readings(split))
    of_all = any(
        phrase.meaning is PhraseMeaning.WHOLE for phrase in (*split.inside, *split.phrases)
    )
    loose = tuple(sorted((*split.phrases, *split.inside), key=lambda phrase: phrase.start))
    return LineReading(
        name_readings, name_readings[-1].phrases if name_readings else loose, split.notes, of_all
    )


def _split(body: str, kept: tuple[str, ...]) -> _Split:
    flat = _BRACKETS.sub(lambda m: ";" + " " * (len(m[0]) - 1), body)
    phrases = find_phrases(flat, kept)
    start, end = _name_place(flat, phrases)
    # “Butterfly, hold 30 s”: the word stands beside the name and belongs to the dose.
    inside = tuple(
        f for f in phrases if start <= f.start < end and f.meaning is not PhraseMeaning.HOLD
    )
    outside = [phrase for phrase in phrases if phrase not in inside]
    notes, within = _left(flat, outside, (start, end)), list[str]()
    for match in _BRACKETS.finditer(body):
        # A bracket is part of the dose, or a remark; one within the name may be part of that.
        text, at = match[1].strip(), match.start(1)
        more = find_phrases(match[1], kept)
        if more and not any(_words(part) for part in uncovered(match[1], more)):
            outside += [replace(f, start=f.start + at, end=f.end + at) for f in more]
        elif text:
            notes.append(text)
            within += [text] if start <= match.start() <= end else []
    return _Split(flat, start, end, inside, tuple(outside), tuple(notes), tuple(within))


def is_frequency_only(reading: LineReading) -> bool:
    """Return whether a line gives a frequency and nothing else: “Do these twice a day”."""
    words = set(re.findall(r"[a-z]+", reading.name.lower()))
    often = any(phrase.meaning is PhraseMeaning.OFTEN for phrase in reading.phrases)
    return often and not reading.has_amount and words <= GLUE and not reading.notes


def _name_place(flat: str, phrases: tuple[Phrase, ...]) -> tuple[int, int]:
    """Return start and end of the name: before the first amount, or after it if the line begins so."""
    plain = flat
    for phrase in phrases:
        plain = plain[: phrase.start] + " " * (phrase.end - phrase.start) + plain[phrase.end :]
    firm = [f for f in phrases if f.meaning not in _LOOSE or _leads(f, plain)]
    if not firm:
        return 0, len(flat)
    if _words(plain[: firm[0].start]):
        return 0, firm[0].start
    for place, phrase in enumerate(firm):
        end = firm[place + 1].start if place + 1 < len(firm) else len(flat)
        if _words(plain[phrase.end : end]):
            return phrase.end, end
    return 0, 0


def _leads(phrase: Phrase, plain: str) -> bool:
    """Return whether a phrase is a number without a unit that begins the line: “10 bridges”."""
    return phrase.meaning is PhraseMeaning.BARE and not _words(plain[: phrase.start])


_LOOSE = frozenset(
    {
        PhraseMeaning.WHOLE,
        PhraseMeaning.SIDE,
        PhraseMeaning.TURNS,
        PhraseMeaning.WAY,
        PhraseMeaning.MOVING,
        PhraseMeaning.HOLD,
        PhraseMeaning.BARE,
    }
)
"""Meanings that may be part of a name: “Bridge, both legs”, “Alternating lunge”, “Figure 4”."""


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text) if word.lower() not in GLUE]


def _left(flat: str, phrases: Iterable[Phrase], name: tuple[int, int]) -> list[str]:
    """Return the text that neither a phrase nor the name covers, as notes, without mere filler words."""
    spans = sorted([*((f.start, f.end) for f in phrases if not name[0] <= f.start < name[1]), name])
    parts: list[str] = []
    at = 0
    for left, right in [*spans, (len(flat), len(flat))]:
        parts.append(flat[at:left] if left > at else "")
        at = max(at, right)
    clauses = (
        clause.strip(_EDGE) for part in parts for clause in re.split(r";|(?<=[a-z]{2})\.\s", part)
    )
    return [" ".join(clause.split()) for clause in clauses if _has_more(clause)]


def _has_more(text: str) -> bool:
    return bool(_words(text)) or bool(re.search(r"\d", text))


def _trimmed(text: str) -> str:
    text = " ".join(text.replace(";", ",").split()).strip(_EDGE)
    while (match := _TRAILING.search(text)) is not None:
        text = text[: match.start()].strip(_EDGE)
    return text


def _name_readings(split: _Split) -> Iterator[NameReading]:
    """Yield the readings of a name: with its brackets, as written, a bracket alone, without asides."""
    written = " ".join(split.flat[split.start : split.end].split()).strip(_EDGE)
    plain = _trimmed(written)
    if not _words(plain) and not any(map(_words, split.within)):
        return
    phrases, notes = split.phrases, split.notes
    for text in split.within:
        yield NameReading(_trimmed(f"{plain} {text}"), phrases, _without(notes, text))
    yield from (NameReading(name, phrases, notes) for name in dict.fromkeys((written, plain)))
    bare, asides, taken = _without_asides(split)
    if bare and bare != plain:
        phrases = tuple(sorted((*phrases, *taken), key=lambda phrase: phrase.start))
        notes = (*notes, *asides)
    yield from (NameReading(text, phrases, _without(notes, text)) for text in split.within)
    yield NameReading(bare or plain, phrases, notes)


def _without(notes: tuple[str, ...], text: str) -> tuple[str, ...]:
    return tuple(note for note in notes if note != text)


def _without_asides(split: _Split) -> tuple[str, list[str], list[Phrase]]:
    """Return a name without sides and manner, these as notes, and the phrases taken out of it."""
    last = _MANNER.sub(lambda m: " " * len(m[0]), split.flat[: split.end])
    taken = [
        f for f in split.inside if f.meaning is not PhraseMeaning.BARE or not _words(last[f.end :])
    ]
    parts, at = [], split.start
    for phrase in taken:
        parts.append(split.flat[at : phrase.start])
        at = phrase.end
    kept = ",".join([*parts, split.flat[at : split.end]])
    asides: list[str] = []
    for pattern in (_MANNER, ONE_SIDE):
        asides += [match[0].strip() for match in pattern.finditer(kept)]
        kept = pattern.sub(",", kept)
    return _trimmed(re.sub(r"(?:\s*,)+", ",", kept)), asides, taken
