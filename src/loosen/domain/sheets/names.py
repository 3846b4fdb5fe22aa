"""Names: which exercise of the catalogue a sheet means, and which come near.

A name is *placed* only where the sheet leaves no other reading: all its words are those of one name or
alias, or of the part of one name before its comma. Case, plural, hyphens, accents and the order of words
do not matter; “double” is “both”, “single” is “one”, “4” is “four”. Anything less is *near*: scored for
lists and questions, never taken.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from loosen.domain.body import Position
from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise, Origin
from loosen.domain.sheets.reader import LineReading, NameReading
from loosen.domain.sheets.vocabulary import FILLERS, SMALL, starts_with_cue

NEAR = 0.4
"""Share of words in common, weighted, from which an exercise is worth offering."""
ALIKE = 0.8
"""How alike two words must be to count as the same one, misspelled."""
MOST_NEAR = 5

_WORDS = {
    "4": "four",
    "90": "ninety",
    "1": "one",
    "2": "both",
    "single": "one",
    "unilateral": "one",
    "double": "both",
    "two": "both",
    "bilateral": "both",
    "legged": "leg",
    "sitting": "seated",
    "supine": "lying",
    "bridging": "bridge",
    "tilting": "tilt",
    "squatting": "squat",
    "lunging": "lunge",
}
_WEIGHT_OF_FILLERS = 0.25

_POSITIONS = {
    "lying": (Position.SUPINE, Position.HOOKLYING),
    "hooklying": (Position.HOOKLYING,),
    "seated": (Position.SEATED_FLOOR, Position.SEATED_CHAIR),
    "standing": (Position.STANDING,),
    "kneeling": (Position.KNEELING, Position.HALF_KNEELING),
    "quadruped": (Position.QUADRUPED,),
}

_LONGEST = 16
"""Words: what is longer is no name, and would take long to compare."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameMatch:
    """What a name came to: one exercise, or several that it could be; ``whole`` if by its full name."""

    exercises: tuple[Exercise, ...] = ()
    whole: bool = False

    @property
    def one(self) -> Exercise | None:
        """The exercise, where there is no other reading."""
        return self.exercises[0] if len(self.exercises) == 1 else None


def _words_of(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['’‘`]", "", plain).replace("sidelying", "side lying")
    words = re.findall(r"[^\W_]+", plain)
    return [_WORDS.get(word, word) for word in words if word not in SMALL]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _key(name: str, *, plural: bool = False, fillers: bool = True) -> Key:
    """A name's words, sorted; ``one leg`` is ``one``, ``both knees`` stays."""
    words = _words_of(name)
    single = [_singular(word) for word in words]
    kept = [
        word if plural else one
        for n, (word, one) in enumerate(zip(words, single, strict=True))
        if (fillers or one not in FILLERS)
        and not (one == "leg" and n and single[n - 1] in ("one", "both"))
    ]
    return tuple(sorted(kept))


class Names:
    """Every name of a catalogue, folded once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._known: dict[str, dict[str, float]] = {}
        self._names = [
            (name, record)
            for record in catalogue.records
            for name in (record.name, *record.aliases, record.slug)
        ]

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Parts of names that hold numbers: ``figure 4``, ``90/90``, ``12 to 6``."""
        written = r"(?:[a-z]+[ -])?\d+(?:(?:/| to )\d+)?"
        spelled = r"figure[ -]four"
        parts = {
            part
            for name, _ in self._names
            for part in re.findall(rf"{written}|{spelled}", name.casefold())
        }
        both = parts | {part.replace("-", " ") for part in parts}
        return tuple(sorted(both, key=lambda part: (-len(part), part)))

    def find(self, name: str) -> NameMatch:
        """The exercise a name means, or those it could mean; none where none is so called."""
        if len(name.split()) > _LONGEST:
            return NameMatch()
        whole = _preferred(self._whole[p].get(_key(name, plural=p), ()) for p in (True, False))
        if whole:
            return NameMatch(whole, whole=True)
        keys = {plural: _key(name, plural=plural, fillers=False) for plural in (True, False)}
        found = _preferred(self._heads[plural].get(key, ()) for plural, key in keys.items())
        return NameMatch(found) if found else self._without_position(name)

    def _without_position(self, name: str) -> NameMatch:
        """A name with its position in front, “supine bridge”, where that is how it is done anyway."""
        first, *rest = _words_of(name) or [""]
        if first not in _POSITIONS or not rest:
            return NameMatch()
        found = self.find(" ".join(rest)).exercises
        return NameMatch(tuple(e for e in found if e.position in _POSITIONS[first]))

    def near(self, name: str, most: int = MOST_NEAR) -> tuple[Exercise, ...]:
        """The exercises a name comes nearest to, the best first, none below ``NEAR``.

        The score is the weight of the words in common, doubled, by the weight of both names together;
        words such as “stretch” weigh a quarter.
        """
        words = set(_key(" ".join(name.split()[:_LONGEST])))
        alike = {word: self._alike(word) for word in words}
        best: dict[str, float] = {}
        for key, record in self._scored:
            common = sum(
                _weight(w) * max((alike[w].get(k, 0.0) for k in key), default=0.0) for w in words
            )
            total = sum(map(_weight, words)) + sum(map(_weight, key))
            score = 2 * common / total if total else 0.0
            best[record.slug] = max(score, best.get(record.slug, 0.0))
        ranked = sorted((-score, n, slug) for n, (slug, score) in enumerate(best.items()))
        return tuple(self.catalogue[slug] for score, _, slug in ranked[:most] if -score >= NEAR)

    @cached_property
    def _scored(self) -> list[tuple[Key, Exercise]]:
        return [(tuple(set(_key(name))), record) for name, record in self._names]

    @cached_property
    def _vocabulary(self) -> tuple[str, ...]:
        return tuple(sorted({word for key, _ in self._scored for word in key}))

    def _alike(self, word: str) -> dict[str, float]:
        if len(word) < 4:
            return {word: 1.0}
        if word not in self._known:
            self._known[word] = self._compared(word)
        return self._known[word]

    def _compared(self, word: str) -> dict[str, float]:
        close = difflib.get_close_matches(word[:40], self._vocabulary, n=8, cutoff=ALIKE)
        same = difflib.SequenceMatcher
        return {other: same(None, word, other).ratio() for other in close}

    @cached_property
    def _whole(self) -> dict[bool, dict[Key, tuple[Exercise, ...]]]:
        return {
            plural: _table((_key(name, plural=plural), record) for name, record in self._names)
            for plural in (True, False)
        }

    @cached_property
    def _heads(self) -> dict[bool, dict[Key, tuple[Exercise, ...]]]:
        """By names without words such as “stretch”, and by what stands before a name's comma."""
        return {
            plural: _table(
                (_key(part, plural=plural, fillers=False), self._parent(record, name, part))
                for name, record in self._names
                for part in (name, name.partition(",")[0])
            )
            for plural in (True, False)
        }

    def _parent(self, record: Exercise, name: str, part: str) -> Exercise:
        """The head of a variant's name is its exercise's."""
        return self.catalogue[record.variant_of] if part != name and record.variant_of else record


def _preferred(found: Iterable[tuple[Exercise, ...]]) -> tuple[Exercise, ...]:
    """The first that were found, those that are not imported before those that are."""
    some = [exercises for exercises in found if exercises]
    ours = (tuple(e for e in one if e.origin is not Origin.IMPORTED) for one in some)
    return next(filter(None, ours), some[0] if some else ())


def _weight(word: str) -> float:
    return _WEIGHT_OF_FILLERS if word in FILLERS else 1.0


def _table(pairs: Iterable[tuple[Key, Exercise]]) -> dict[Key, tuple[Exercise, ...]]:
    found: dict[Key, dict[str, Exercise]] = {}
    for key, record in pairs:
        if key:
            found.setdefault(key, {})[record.slug] = record
    return {key: tuple(records.values()) for key, records in found.items()}


_HEAD = re.compile(r"(.*?)(?:([,:;.]|\s[-–—]\s|\sw/|\swith\s)\s*(.*))?$", re.DOTALL)


class Lookup:
    """The names of a catalogue, asked for the readings of a line."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.names = Names(catalogue)

    def found(self, reading: LineReading) -> tuple[NameReading | None, tuple[Exercise, ...]]:
        """The first way to read a name that the catalogue knows; else the last way there is."""
        explained = self._explained(reading)
        if explained:
            return explained
        several: tuple[NameReading | None, tuple[Exercise, ...]] | None = None
        for way in reading.names:
            found = self.names.find(way.name)
            if found.one:
                return way, found.exercises
            if found.exercises and several is None:
                several = way, found.exercises
        return several or (reading.names[-1] if reading.names else None, ())

    def _explained(self, reading: LineReading) -> tuple[NameReading, tuple[Exercise, ...]] | None:
        """A name with how it is done behind it, “Child’s pose - sit back onto your heels”.

        Only where no other exercise is of that family: the words could be what tells them apart.
        """
        way = reading.names[-1] if reading.names else None
        match = _HEAD.match(way.name) if way else None
        if way is None or match is None or not match[3] or not starts_with_cue(match[3]):
            return None
        one = self.names.find(match[1]).one
        family = [e for e in self.names.catalogue.exercises if one and e.family == one.family]
        if one is None or len(family) > 1 or self.names.find(way.name).exercises:
            return None
        return replace(way, name=match[1], notes=(*way.notes, match[3])), (one,)

    def near(self, name: str) -> tuple[Exercise, ...]:
        """What a name comes near to; first of all, what its words before a comma or colon mean."""
        match = _HEAD.match(name)
        head = match[1] if match else name
        first = self.names.find(head).exercises if head != name else ()
        return tuple(dict.fromkeys((*first, *self.names.near(name))))[:MOST_NEAR]
