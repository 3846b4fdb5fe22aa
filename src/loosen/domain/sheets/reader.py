"""LineReading one line of a sheet into the words of a name, the phrases of a dose, and what is left over.

Which words are the name is not settled here: a line offers several readings, the longest first, and the
catalogue decides. Nothing is dropped: what is neither name nor dose comes back as notes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from loosen.domain.sheets.amounts import asks
from loosen.domain.sheets.patterns import PhraseMeaning
from loosen.domain.sheets.phrases import Fact, facts_in, uncovered
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
    """One way to read a line's name, and what is then left as notes and facts."""

    name: str
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineReading:
    """A line as read: ways to read its name, the most literal first; ``names`` may be empty."""

    names: tuple[NameReading, ...]
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]
    of_all: bool = False
    """Whether it speaks of every exercise: “Hold each stretch for 30 seconds”."""

    @property
    def name(self) -> str:
        """The name as it would be shown: the least that is left of it."""
        return self.names[-1].name if self.names else ""

    @property
    def asks(self) -> bool:
        """Whether it gives an amount."""
        return asks(self.facts)


@dataclass(frozen=True, slots=True)
class _Split:
    """A line taken apart: brackets blanked out, facts, and where its name stands.

    ``within`` are the remarks in brackets beside the name, which may be part of it.
    """

    flat: str
    start: int
    end: int
    inside: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]
    within: tuple[str, ...]


def read(body: str, kept: Iterable[str] = ()) -> LineReading:
    """A line without its numbering; ``kept`` are parts of names whose numbers are no amounts."""
    split = _split(body, tuple(kept))
    ways = tuple(_ways(split))
    of_all = any(fact.told is PhraseMeaning.WHOLE for fact in (*split.inside, *split.facts))
    loose = tuple(sorted((*split.facts, *split.inside), key=lambda fact: fact.start))
    return LineReading(ways, ways[-1].facts if ways else loose, split.notes, of_all)


def _split(body: str, kept: tuple[str, ...]) -> _Split:
    flat = _BRACKETS.sub(lambda m: ";" + " " * (len(m[0]) - 1), body)
    facts = facts_in(flat, kept)
    start, end = _name_place(flat, facts)
    # “Butterfly, hold 30 s”: the word stands beside the name and belongs to the dose.
    inside = tuple(f for f in facts if start <= f.start < end and f.told is not PhraseMeaning.HOLD)
    outside = [fact for fact in facts if fact not in inside]
    notes, within = _left(flat, outside, (start, end)), list[str]()
    for match in _BRACKETS.finditer(body):
        # A bracket is part of the dose, or a remark; one within the name may be part of that.
        text, at = match[1].strip(), match.start(1)
        more = facts_in(match[1], kept)
        if more and not any(_words(part) for part in uncovered(match[1], more)):
            outside += [replace(f, start=f.start + at, end=f.end + at) for f in more]
        elif text:
            notes.append(text)
            within += [text] if start <= match.start() <= end else []
    return _Split(flat, start, end, inside, tuple(outside), tuple(notes), tuple(within))


def only_often(reading: LineReading) -> bool:
    """Whether a line says how often and nothing else: “Do these twice a day”."""
    words = set(re.findall(r"[a-z]+", reading.name.lower()))
    often = any(fact.told is PhraseMeaning.OFTEN for fact in reading.facts)
    return often and not reading.asks and words <= GLUE and not reading.notes


def _name_place(flat: str, facts: tuple[Fact, ...]) -> tuple[int, int]:
    """Where the name stands: before the first amount, or behind it where a line begins with that."""
    plain = flat
    for fact in facts:
        plain = plain[: fact.start] + " " * (fact.end - fact.start) + plain[fact.end :]
    firm = [f for f in facts if f.told not in _LOOSE or _leads(f, plain)]
    if not firm:
        return 0, len(flat)
    if _words(plain[: firm[0].start]):
        return 0, firm[0].start
    for place, fact in enumerate(firm):
        end = firm[place + 1].start if place + 1 < len(firm) else len(flat)
        if _words(plain[fact.end : end]):
            return fact.end, end
    return 0, 0


def _leads(fact: Fact, plain: str) -> bool:
    """Whether a number without a unit begins the line: “10 bridges”."""
    return fact.told is PhraseMeaning.BARE and not _words(plain[: fact.start])


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
"""What may be part of a name: “Bridge, both legs”, “Alternating lunge”, “Figure 4”."""


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text) if word.lower() not in GLUE]


def _left(flat: str, facts: Iterable[Fact], name: tuple[int, int]) -> list[str]:
    """What neither a fact nor the name covers, as notes; words such as “repeat” alone are none."""
    spans = sorted([*((f.start, f.end) for f in facts if not name[0] <= f.start < name[1]), name])
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


def _ways(split: _Split) -> Iterator[NameReading]:
    """The ways to read a name: with its brackets, as it stands, by a bracket, without asides."""
    written = " ".join(split.flat[split.start : split.end].split()).strip(_EDGE)
    plain = _trimmed(written)
    if not _words(plain) and not any(map(_words, split.within)):
        return
    facts, notes = split.facts, split.notes
    for text in split.within:
        yield NameReading(_trimmed(f"{plain} {text}"), facts, _without(notes, text))
    yield from (NameReading(name, facts, notes) for name in dict.fromkeys((written, plain)))
    bare, asides, taken = _without_asides(split)
    if bare and bare != plain:
        facts = tuple(sorted((*facts, *taken), key=lambda fact: fact.start))
        notes = (*notes, *asides)
    yield from (NameReading(text, facts, _without(notes, text)) for text in split.within)
    yield NameReading(bare or plain, facts, notes)


def _without(notes: tuple[str, ...], text: str) -> tuple[str, ...]:
    return tuple(note for note in notes if note != text)


def _without_asides(split: _Split) -> tuple[str, list[str], list[Fact]]:
    """A name without what tells sides, manner or one side; those as notes, and the facts taken out."""
    last = _MANNER.sub(lambda m: " " * len(m[0]), split.flat[: split.end])
    taken = [
        f for f in split.inside if f.told is not PhraseMeaning.BARE or not _words(last[f.end :])
    ]
    parts, at = [], split.start
    for fact in taken:
        parts.append(split.flat[at : fact.start])
        at = fact.end
    kept = ",".join([*parts, split.flat[at : split.end]])
    asides: list[str] = []
    for pattern in (_MANNER, ONE_SIDE):
        asides += [match[0].strip() for match in pattern.finditer(kept)]
        kept = pattern.sub(",", kept)
    return _trimmed(re.sub(r"(?:\s*,)+", ",", kept)), asides, taken
