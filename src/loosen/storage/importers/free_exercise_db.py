"""The shape of free-exercise-db: one list of all its exercises, or a file for each.

Source: the project's ``schema.json``, https://github.com/yuhonas/free-exercise-db.
"""

import re
from collections.abc import Iterable, Mapping

from loosen.storage.importers.entries import (
    Entries,
    RawEntry,
    Refused,
    WordTable,
    text_in,
    texts_in,
)

NAME = "free-exercise-db"
_ID = re.compile(r"[0-9A-Za-z_-]{0,80}[0-9A-Za-z][0-9A-Za-z_-]{0,80}", re.ASCII)


def knows(record: object) -> bool:
    """Whether something looks like an entry of this set."""
    return isinstance(record, dict) and "primaryMuscles" in record and "instructions" in record


def entries(records: Iterable[object], table: WordTable) -> Entries:
    """The entries among records, in the set's own words."""
    for record in records:
        try:
            yield _id(record), _entry(record, table)
        except Refused as refused:
            yield _id(record), refused


def _id(record: object) -> str:
    value = record.get("id") if isinstance(record, dict) else None
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""


def _entry(record: object, table: WordTable) -> RawEntry:
    if not isinstance(record, dict) or not knows(record):
        raise Refused("in another shape than its neighbours")
    if not _id(record):
        raise Refused("without an id of letters, digits, “_” and “-”")
    return RawEntry(
        id=_id(record),
        name=text_in(record, "name"),
        steps=texts_in(record, "instructions"),
        muscles=texts_in(record, "primaryMuscles", 60),
        secondary=texts_in(record, "secondaryMuscles", 60),
        category=text_in(record, "category", 60),
        static=text_in(record, "force", 60) == "static",
        level=text_in(record, "level", 60) or None,
        equipment=_equipment(record),
        licence=table.licence or "",
        authors=(table.author,),
    )


def _equipment(record: Mapping[str, object]) -> tuple[str, ...] | None:
    """Its one piece of equipment; null is not “body only”, which the set has a word for."""
    word = text_in(record, "equipment", 60)
    return (word,) if word else None
