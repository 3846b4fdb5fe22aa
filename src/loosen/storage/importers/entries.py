"""Entries of any set as exercises, by the set's table: what its words mean here.

What a set does not say stays unknown; what we add, the dose and a summary, is marked as ours.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any  # what stands in a stranger’s list

from loosen.domain.body import Area, Equipment, Kind, Level
from loosen.domain.dose import DoseText
from loosen.domain.exercise import Attribution, Exercise, Origin, Source
from loosen.domain.text import clean, joined, slug_of
from loosen.domain.value import Record, Slug, Text
from loosen.storage import files
from loosen.storage.locations import SHIPPED

LONGEST_NAME = 120
MOST_STEPS = 40
LONGEST_SLUG = 64


class Licence(Record):
    """A licence by name, and where its text stands."""

    name: Text
    address: Text


class WordTable(Record):
    """Translation of one set's words; see ``data/imports.toml``."""

    name: Slug
    prefix: Slug
    """Stands before the dot in its slugs."""
    code: Text
    title: Text
    publisher: Text
    author: Text
    address: Text
    """Where an entry is to be read; ``{id}`` stands for its id."""
    licence: str | None = None
    """The licence of every entry, where one holds for all."""
    licences: Mapping[str, Licence]
    language: str | None = None
    files: tuple[str, ...] = ()
    """The files of a folder that hold the set, where others lie beside them."""
    numbers: Mapping[str, dict[str, str]] = {}
    """The words of a list, where the set's files have numbers for them."""
    muscles: Mapping[str, tuple[Area, ...]]
    regions: Mapping[str, tuple[Area, ...]] = {}
    categories: Mapping[str, tuple[Kind, ...]]
    static: Mapping[str, Kind] = {}
    named: Mapping[str, Kind] = {}
    levels: Mapping[str, Level] = {}
    equipment: Mapping[str, tuple[str, ...]]

    @property
    def source(self) -> Source:
        """The set as it is named to a reader."""
        keys = ("code", "title", "publisher", "author")
        return Source(slug=self.name, **{key: getattr(self, key) for key in keys})


class Tables(Record):
    """Words common to all sets, and one table for each set."""

    doses: Mapping[Kind, DoseText]
    areas: Mapping[str, tuple[Area, ...]]
    kinds: Mapping[str, tuple[Kind, ...]]
    sets: Mapping[str, WordTable]


@cache
def tables() -> Tables:
    """The tables that ship."""
    name = "imports.toml"
    text = files.read_text(SHIPPED / name)
    data = files.parse(text, name)
    for set_name, table in data["sets"].items():
        table["name"] = set_name
    return files.validate(Tables, data, name, text)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry that is left out: its id if it has one, the reason, and the value that is the reason."""

    id: str
    why: str
    what: str = ""


class Refused(Exception):
    """Raised for an entry that is left out; ``why`` reads after “left out”, ``what`` is the value."""

    def __init__(self, why: str, what: str = "") -> None:
        super().__init__(why)
        self.why, self.what = why, clean(what, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """One exercise of a set, with texts cleaned and words as in the set."""

    id: str
    """As it stands in the entry's address."""
    name: str
    key: str = ""
    """What its slug is made of; the id where empty."""
    aliases: tuple[str, ...] = ()
    steps: tuple[str, ...]
    muscles: tuple[str, ...]
    secondary: tuple[str, ...] = ()
    category: str
    static: bool = False
    level: str | None = None
    equipment: tuple[str, ...] | None = None
    """None where the set does not say."""
    family: str | None = None
    licence: str
    authors: tuple[str, ...] = ()
    original: str | None = None


def exercise_of(entry: RawEntry, table: WordTable) -> Exercise:
    """An entry as an exercise.

    Raises:
        Refused: when it cannot be one here.
    """
    _check(entry)
    slug = slug_in(table, entry.key or entry.id)
    kind = _kind(entry, table)
    level = table.levels.get(entry.level or "")
    primary = _areas(entry, table)
    secondary = _known(entry.secondary, table.muscles)
    record = {
        "slug": slug,
        "origin": Origin.IMPORTED,
        "name": entry.name,
        "aliases": entry.aliases,
        "family": entry.family or slug.replace(".", "-")[:LONGEST_SLUG].rstrip("-"),
        "kind": kind,
        "position": None,
        "surfaces": None,
        "sides": None,
        "level": level,
        "summary": _summary(kind, primary, table),
        "feel": None,
        "breathing": None,
        "steps": entry.steps,
        "ours": ("kind", "areas", "summary", *(("level",) if level else ())),
        "areas": {"primary": primary, "secondary": [a for a in secondary if a not in primary]},
        "equipment": _kit(entry, table),
        "cautions": None,
        "default": {"dose": tables().doses[kind], "ours": True, "because": BECAUSE},
        "attribution": _attribution(entry, table),
    }
    return Exercise.from_plain(record)


BECAUSE = (
    "The set gives no dose and no sides: this one is ours. Write your own in a routine, for example "
    "“30 s each side”."
)


def slug_in(table: WordTable, key: str) -> str:
    """The slug of an entry: the set's prefix, a dot, and its key there."""
    room = LONGEST_SLUG - len(table.prefix) - 1
    return f"{table.prefix}.{slug_of(key)[:room].rstrip('-')}"


def _check(entry: RawEntry) -> None:
    if not 0 < len(entry.name) <= LONGEST_NAME:
        raise Refused(f"without a name of at most {LONGEST_NAME} characters")
    if not entry.steps:
        raise Refused("without steps")
    if len(entry.steps) > MOST_STEPS:
        raise Refused(f"with more than {MOST_STEPS} steps")


def _kind(entry: RawEntry, table: WordTable) -> Kind:
    kinds = table.categories.get(entry.category)
    if not kinds:
        raise Refused("of a kind that is none of ours", entry.category)
    if entry.static and entry.category in table.static:
        return table.static[entry.category]
    said = (table.named[word] for word in entry.name.casefold().split() if word in table.named)
    return next(said, kinds[0])


def _areas(entry: RawEntry, table: WordTable) -> list[Area]:
    areas = _known(entry.muscles, table.muscles)
    if not entry.muscles:
        areas = list(table.regions.get(entry.category, ()))
    if not areas:
        what = ", ".join(entry.muscles)
        why = "for muscles that no area here stands for" if what else "without muscles"
        raise Refused(why, what)
    return areas


def _known(words: Iterable[str], table: Mapping[str, tuple[Area, ...]]) -> list[Area]:
    return list(dict.fromkeys(area for word in words for area in table.get(word, ())))


def _kit(entry: RawEntry, table: WordTable) -> dict[str, list[str]] | None:
    """The equipment; None where the set does not say, or uses an unknown word."""
    if entry.equipment is None or any(word not in table.equipment for word in entry.equipment):
        return None
    ours = set(Equipment)
    things = list(dict.fromkeys(t for word in entry.equipment for t in table.equipment[word]))
    return {
        "required": [thing for thing in things if thing in ours],
        "other": [thing for thing in things if thing not in ours],
    }


_SORTS = {
    Kind.DYNAMIC_WARMUP: "A warm-up",
    Kind.MOBILITY: "A movement through the whole range",
    Kind.STRENGTH: "A strength exercise",
    Kind.STATIC_STRETCH: "A stretch",
    Kind.ISOMETRIC: "A push or squeeze without movement",
    Kind.RELAXATION: "A posture to rest in",
}


def _summary(kind: Kind, areas: Iterable[Area], table: WordTable) -> str:
    served = joined([f"the {area.label}" for area in areas])
    return f"{_SORTS[kind]} for {served}. It comes from {table.title}."


def _attribution(entry: RawEntry, table: WordTable) -> Attribution:
    licence = table.licences.get(entry.licence)
    if licence is None:
        raise Refused("under no licence that we know", entry.licence)
    return Attribution(
        source=table.name,
        id=entry.id,
        licence=licence.name,
        licence_address=licence.address,
        authors=entry.authors,
        address=table.address.format(id=entry.id),
        original=entry.original,
    )


# Reading of records, for all projects


def text_in(record: Mapping[str, object], key: str, limit: int = 2_000) -> str:
    """A text of a record, cleaned; empty where there is none.

    Raises:
        Refused: when it is something else.
    """
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refused(f"with something else than a text as its {key}")
    return clean(value, limit)


def list_in(record: Mapping[str, object], key: str, most: int = 500) -> list[Any]:
    """A list of a record; empty where there is none.

    Raises:
        Refused: when it is something else, or longer than anyone would write.
    """
    value = record.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > most:
        raise Refused(f"with something else than a list as its {key}")
    return value


def texts_in(record: Mapping[str, object], key: str, limit: int = 2_000) -> tuple[str, ...]:
    """A list of texts of a record, cleaned, without empty ones and without repeats.

    Raises:
        Refused: when it is something else.
    """
    values = list_in(record, key)
    if not all(isinstance(value, str) for value in values):
        raise Refused(f"with something else than texts in its {key}")
    return tuple(dict.fromkeys(filter(None, (clean(value, limit) for value in values))))


Entries = Iterator[tuple[str, RawEntry | Refused]]
"""For each entry of a file its id, and the entry or why it is left out."""
