"""Names: matching of the names in a sheet to exercises of the catalogue.

A name *matches* only without ambiguity: all its words are those of one name or alias, or of the part of
one name before its comma. Case, plural, hyphens, accents and word order do not matter; “double” is “both”,
“single” is “one”, “4” is “four”. Anything less is *near*: scored for lists and questions, never matched.
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
"""Least weighted share of common words for an exercise to be offered."""
ALIKE = 0.8
"""Least similarity of two words for one to count as a misspelling of the other."""
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
"""Limit of words in a name; a longer text is not a name and would be slow to compare."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Exercises that a name can mean: none, one, or several if it is ambiguous."""

    exercises: tuple[Exercise, ...] = ()

    @property
    def only(self) -> Exercise | None:
        """The exercise, if the name is not ambiguous."""
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
    """Return a name's words, sorted; “one leg” is “one”, “both knees” stays.

    They are in the singular unless ``plural``, and without filler words unless ``fillers``.
    """
    words = _words_of(name)
    singulars = [_singular(word) for word in words]
    kept = [
        word if plural else singular
        for n, (word, singular) in enumerate(zip(words, singulars, strict=True))
        if (fillers or singular not in FILLERS)
        and not (singular == "leg" and n and singulars[n - 1] in ("one", "both"))
    ]
    return tuple(sorted(kept))


class Names:
    """Index of the names of a catalogue."""

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
        """Parts of names with numbers, such as ``figure 4``, ``90/90`` and ``12 to 6``; longest first."""
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
        """Return the exercises that a name matches."""
        if len(name.split()) > _LONGEST:
            return NameMatch()
        full = _preferred(self._full[p].get(_key(name, plural=p), ()) for p in (True, False))
        if full:
            return NameMatch(full)
        keys = {plural: _key(name, plural=plural, fillers=False) for plural in (True, False)}
        matches = _preferred(self._heads[plural].get(key, ()) for plural, key in keys.items())
        return NameMatch(matches) if matches else self._without_position(name)

    def _without_position(self, name: str) -> NameMatch:
        """Match a name that begins with a position, “supine bridge”, to exercises in that position."""
        first, *rest = _words_of(name) or [""]
        if first not in _POSITIONS or not rest:
            return NameMatch()
        matches = self.find(" ".join(rest)).exercises
        return NameMatch(tuple(e for e in matches if e.position in _POSITIONS[first]))

    def near(self, name: str, most: int = MOST_NEAR) -> tuple[Exercise, ...]:
        """Return the exercises most similar to a name, the best first, none with a score below ``NEAR``.

        The score is twice the weight of the common words over the weight of both names together; filler
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
    def _full(self) -> dict[bool, dict[Key, tuple[Exercise, ...]]]:
        return {
            plural: _table((_key(name, plural=plural), record) for name, record in self._names)
            for plural in (True, False)
        }

    @cached_property
    def _heads(self) -> dict[bool, dict[Key, tuple[Exercise, ...]]]:
        """Exercises by their names without filler words, and by the part of a name before its comma."""
        return {
            plural: _table(
                (_key(part, plural=plural, fillers=False), self._parent(record, name, part))
                for name, record in self._names
                for part in (name, name.partition(",")[0])
            )
            for plural in (True, False)
        }

    def _parent(self, record: Exercise, name: str, part: str) -> Exercise:
        """Return the exercise that a name or its head means; the head of a variant's name, its parent."""
        return self.catalogue[record.variant_of] if part != name and record.variant_of else record


def _preferred(candidates: Iterable[tuple[Exercise, ...]]) -> tuple[Exercise, ...]:
    """Return the first matches that are not all imported, without imported ones; else the first."""
    matches = [exercises for exercises in candidates if exercises]
    ours = (tuple(e for e in match if e.origin is not Origin.IMPORTED) for match in matches)
    return next(filter(None, ours), matches[0] if matches else ())


def _weight(word: str) -> float:
    return _WEIGHT_OF_FILLERS if word in FILLERS else 1.0


def _table(pairs: Iterable[tuple[Key, Exercise]]) -> dict[Key, tuple[Exercise, ...]]:
    table: dict[Key, dict[str, Exercise]] = {}
    for key, record in pairs:
        if key:
            table.setdefault(key, {})[record.slug] = record
    return {key: tuple(records.values()) for key, records in table.items()}


_HEAD = re.compile(r"(.*?)(?:([,:;.]|\s[-–—]\s|\sw/|\swith\s)\s*(.*))?$", re.DOTALL)


class Lookup:
    """Lookup of the exercises of a line among the names of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.names = Names(catalogue)

    def find(self, reading: LineReading) -> tuple[NameReading | None, tuple[Exercise, ...]]:
        """Return the name reading of a line that matches, with its exercises.

        The first unambiguous match comes before the first ambiguous one. Without a match it is the last
        reading, if any, and no exercise.
        """
        explained = self._explained(reading)
        if explained:
            return explained
        several: tuple[NameReading | None, tuple[Exercise, ...]] | None = None
        for name_reading in reading.names:
            match = self.names.find(name_reading.name)
            if match.only:
                return name_reading, match.exercises
            if match.exercises and several is None:
                several = name_reading, match.exercises
        return several or (reading.names[-1] if reading.names else None, ())

    def _explained(self, reading: LineReading) -> tuple[NameReading, tuple[Exercise, ...]] | None:
        """Match a name followed by instructions, “Child’s pose - sit back onto your heels”.

        It matches only the single exercise of a family: in others the words could name a sibling.
        """
        last = reading.names[-1] if reading.names else None
        match = _HEAD.match(last.name) if last else None
        if last is None or match is None or not match[3] or not starts_with_cue(match[3]):
            return None
        exercise = self.names.find(match[1]).only
        if exercise is None or self.names.find(last.name).exercises:
            return None
        family = [e for e in self.names.catalogue.exercises if e.family == exercise.family]
        if len(family) > 1:
            return None
        return replace(last, name=match[1], notes=(*last.notes, match[3])), (exercise,)

    def near(self, name: str) -> tuple[Exercise, ...]:
        """Return the exercises near a name; those that its part before a comma or colon matches first."""
        match = _HEAD.match(name)
        head = match[1] if match else name
        first = self.names.find(head).exercises if head != name else ()
        return tuple(dict.fromkeys((*first, *self.names.near(name))))[:MOST_NEAR]
