"""Reader of a file of any known set: its exercises, and the entries that are left out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from loosen.domain.exercise import Exercise
from loosen.storage.imported import MOST_EXERCISES
from loosen.storage.importers import free_exercise_db, wger
from loosen.storage.importers.documents import documents
from loosen.storage.importers.entries import (
    LeftOut,
    RawEntry,
    Refused,
    WordTable,
    exercise_of,
    tables,
)
from loosen.storage.problems import BadFile, FileProblem, shown_path

PROJECTS = (free_exercise_db, wger)
MOST_RECORDS = 200_000
UNKNOWN_SHAPE = (
    "is in no shape that loosen knows; it reads free-exercise-db’s exercises.json or its folder of "
    "exercises, and wger’s exerciseinfo pages or its folder of fixtures"
)


@dataclass(frozen=True, slots=True)
class ImportReading:
    """Content of a file: exercises by slug, entries left out, and notes on the file."""

    table: WordTable
    exercises: dict[str, Exercise]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...] = ()

    @property
    def reasons(self) -> list[tuple[str, int, tuple[str, ...]]]:
        """Why entries were left out: each reason with how often, and of what, the most frequent first."""
        often = Counter(one.why for one in self.left_out)
        of_what = {why: Counter(o.what for o in self.left_out if o.why == why) for why in often}
        return [
            (why, number, tuple(what for what, _ in of_what[why].most_common(5) if what))
            for why, number in often.most_common()
        ]


def read(path: Path) -> ImportReading:
    """The exercises in a file or a folder of a known set.

    Raises:
        BadFile: when it cannot be read, is no JSON, too large, or in no known shape.
    """
    pages: list[str] = []
    folders = [table.files for table in tables().sets.values()]
    records = list(_records(documents(path, folders), pages))
    if len(records) > MOST_RECORDS:
        raise BadFile([FileProblem(shown_path(path), f"holds more than {MOST_RECORDS} records")])
    project = next((p for p in PROJECTS if any(map(p.knows, records))), None)
    if project is None:
        raise BadFile([FileProblem(shown_path(path), UNKNOWN_SHAPE)])
    table = tables().sets[project.NAME]
    exercises: dict[str, Exercise] = {}
    left_out: list[LeftOut] = []
    for name, entry in project.entries(records, table):
        try:
            exercise = _new(entry, table, exercises)
            exercises[exercise.slug] = exercise
        except Refused as refused:
            left_out.append(LeftOut(name or "?", refused.why, refused.what))
    return ImportReading(table, exercises, tuple(left_out), tuple(pages))


def _new(entry: RawEntry | Refused, table: WordTable, before: Mapping[str, Exercise]) -> Exercise:
    if isinstance(entry, Refused):
        raise entry
    if len(before) == MOST_EXERCISES:  # before it is checked, which takes most of the time
        raise Refused(f"after {MOST_EXERCISES} others")
    exercise = exercise_of(entry, table)
    if exercise.slug in before:
        raise Refused("with the id of another")
    return exercise


def _records(found: Iterable[object], pages: list[str]) -> Iterator[object]:
    """The records of documents: of lists, of pages with ``results``, and single ones."""
    for document in found:
        if isinstance(document, list):
            yield from document
        elif isinstance(document, dict) and isinstance(document.get("results"), list):
            if document.get("next"):
                pages.append("it is one page of several: more of the set is on the next ones")
            yield from document["results"]
        else:
            yield document
