"""Partial reading of a file: unknown and wrong keys are left out, each with its problem."""

import contextlib
import copy
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar  # TOML, until a model has checked it

from loosen.domain.value import Invalid, Record, Value
from loosen.storage import files
from loosen.storage.problems import (
    NOT_A_KEY,
    BadFile,
    FileProblem,
    key_text,
    shown_path,
)

Held = TypeVar("Held", bound=Record)
MOST_PASSES = 50
_OURS, _BASE, _MIDDLE, _THEIRS = "<<<<<<< ", "||||||| ", "=======", ">>>>>>> "


class PartialReading(Value, Generic[Held]):
    """A value with defaults for what is missing or wrong.

    ``unknown`` are the problems of keys that are not known here, ``wrong`` those of misspelt keys and
    wrong values; ``extra`` holds the unknown keys, nested as in the file. ``readable`` is whether
    the file as such can be read.
    """

    value: Held
    unknown: tuple[FileProblem, ...] = ()
    wrong: tuple[FileProblem, ...] = ()
    extra: Mapping[str, Any] = {}
    readable: bool = True

    @property
    def problems(self) -> tuple[FileProblem, ...]:
        """Everything that is wrong with the file."""
        return (*self.wrong, *self.unknown)


def read_partial(
    model: type[Held], path: Path, known: files.Known | None = None
) -> PartialReading[Held]:
    """Read the valid part of a file; the defaults if it is missing or cannot be read.

    ``known`` is as in ``files.read_record``; only a file without problems is added to it.
    """
    if files.is_missing(path):
        return PartialReading(model())
    if known and (value := known.get(model, path)):
        return PartialReading(value)
    name = shown_path(path)
    try:
        text = files.read_text(path)
        text, conflicts = without_conflicts(text, name)
        data = files.parse(text, name)
    except BadFile as bad:
        return PartialReading(model(), wrong=bad.problems, readable=False)
    reading = _valid_part(model, data, name, text, conflicts)
    if known and not reading.problems:
        known.put(path, reading.value)
    return reading


def _valid_part(
    model: type[Held],
    data: dict[str, Any],
    name: str,
    text: str,
    conflicts: tuple[FileProblem, ...],
) -> PartialReading[Held]:
    if not conflicts:
        with contextlib.suppress(Invalid):
            return PartialReading(model.from_plain(data))
    from loosen.storage import schema

    data = copy.deepcopy(data)
    unknown: list[FileProblem] = []
    wrong, extra = list(conflicts), dict[str, Any]()
    for _ in range(MOST_PASSES):
        try:
            value = schema.read(model, data, name, text)
        except schema.Faults as faults:
            problems = faults.problems
            wrong += [one for one in problems if _is_wrong(one)]
            unknown += [one for one in problems if not _is_wrong(one)]
            unknown_keys = {one.key for one in problems if not _is_wrong(one)}
            for place in {fault.place for fault in faults.faults}:
                taken = _take(data, place)
                if key_text(place) in unknown_keys:
                    _put(extra, place, taken)
        else:
            return PartialReading(value, tuple(unknown), tuple(wrong), extra)
    return PartialReading(model(), tuple(unknown), tuple(wrong), extra)


def _is_wrong(problem: FileProblem) -> bool:
    """Whether a problem is more than an unknown key; a key near a known one is misspelt."""
    return problem.wrong != NOT_A_KEY or problem.instead is not None


def _take(data: dict[str, Any], place: tuple[int | str, ...]) -> object:
    """Remove and return the value at a place of plain data, or the innermost key around it."""
    inside: Any = data
    last: tuple[dict[str, Any], str] | None = None
    for key in place:
        if not (isinstance(inside, dict) and isinstance(key, str) and key in inside):
            break
        last, inside = (inside, key), inside[key]
    if last is None:
        data.clear()  # a problem of the whole: no part of it is valid
        return None
    return last[0].pop(last[1])


def _put(extra: dict[str, Any], place: tuple[int | str, ...], value: object) -> None:
    *tables, key = map(str, place)
    for table in tables:
        extra = extra.setdefault(table, {})
    extra[key] = value


def merged(data: Mapping[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    """Plain data with the keys of ``extra`` added where it has none of that name."""
    whole = dict(data)
    for key, value in extra.items():
        here = whole.get(key)
        if isinstance(here, dict) and isinstance(value, Mapping):
            whole[key] = merged(here, value)
        else:
            whole.setdefault(key, value)
    return whole


def without_conflicts(text: str, name: str) -> tuple[str, tuple[FileProblem, ...]]:
    """Resolve git's conflict marks in a text to their first side; return it with a problem for each.

    Lines keep their numbers: the other side becomes empty lines.
    """
    if not re.search(f"^{_OURS}", text, re.MULTILINE):
        return text, ()
    kept: list[str] = []
    problems: list[FileProblem] = []
    side = ""
    for number, line in enumerate(text.split("\n"), 1):
        mark = next((m for m in (_OURS, _BASE, _MIDDLE, _THEIRS) if line.startswith(m)), None)
        if mark == _OURS:
            wrong = "has the marks of a merge that is not finished; the first side holds"
            problems.append(FileProblem(name, wrong, line=number))
        in_conflict = mark if mark == _OURS or side else None
        side = (mark or side) if side or mark == _OURS else ""
        kept.append("" if in_conflict or side not in ("", _OURS) else line)
        side = "" if mark == _THEIRS else side
    return "\n".join(kept), tuple(problems)
