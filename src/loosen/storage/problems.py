"""Problems of files: where, what, and what to write instead."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args  # what pydantic reports of a value is typed so

from loosen.domain.text import clean, slug_of

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing wrong with a file. ``line`` is None where it is not known: no number is made up."""

    file: str
    wrong: str
    key: str | None = None
    instead: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        key = f" {self.key}:" if self.key else ""
        instead = f"; write {self.instead}" if self.instead else ""
        return f"{place}:{key} {self.wrong}{instead}"


class BadFile(Exception):
    """A file that cannot be taken as it is, with everything that is wrong with it."""

    def __init__(self, problems: Iterable[FileProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


NOT_A_KEY = "is not a key here"
NEARLY_THE_SAME = 0.75
LISTED = "“loosen list” shows them all"
HINTS = {
    "routine": "“loosen routines” shows them all",
    "import": "“loosen imports” shows them all",
    "exercise or routine": "“loosen list” and “loosen routines” show them all",
}
"""Where things of a sort are listed; exercises where there is none."""


class UnknownName(LookupError):
    """No exercise, routine or imported set has this name; ``near`` is the most similar one."""

    def __init__(self, what: str, name: str, near: str | None) -> None:
        hint = f"did you mean “{near}”?" if near else HINTS.get(what, LISTED)
        super().__init__(f"no {what} is called “{name}”; {hint}")
        self.what, self.near = what, near


def shown_path(path: Path) -> str:
    """A path as people read it, from the home folder where it is inside, safe to print."""
    try:
        return clean(str(Path("~") / path.relative_to(Path.home())))
    except (ValueError, RuntimeError):
        return clean(str(path))


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The most similar word, or None if none is near."""
    close = difflib.get_close_matches(word.casefold(), list(words), n=1, cutoff=0.5)
    return close[0] if close else None


def nearest_key(word: str, keys: Iterable[str]) -> str | None:
    """The key that was probably meant: one that begins alike, or is nearly the same; None if none is."""
    near = nearest(word, keys)
    if near is None or near[:1] == word[:1].casefold():
        return near
    ratio = difflib.SequenceMatcher(None, word.casefold(), near).ratio()
    return near if ratio >= NEARLY_THE_SAME else None


def problems_of(
    error: "ValidationError", model: type["BaseModel"], file: str, source: str
) -> tuple[FileProblem, ...]:
    """A validation error as problems, one for each key, with line numbers where the text tells them."""
    return in_order(
        _problem(dict(one), model, file, source)
        for one in error.errors()
        if not _follows_from_others(dict(one))
    )


def in_order(problems: Iterable[FileProblem]) -> tuple[FileProblem, ...]:
    """Problems of a file in the order of its lines; those of the whole file first."""
    return tuple(sorted(problems, key=lambda problem: problem.line or 0))


def _follows_from_others(error: Mapping[str, Any]) -> bool:
    # Every list here wants one item at least: one with wrong items is reported as too short as well.
    return error["type"] == "too_short" and bool(error["input"])


def _problem(
    error: Mapping[str, Any], model: type["BaseModel"], file: str, source: str
) -> FileProblem:
    keys = _without_tags(error["loc"])
    wrong, instead = _in_words(error, keys, model)
    return FileProblem(file, wrong, key_text(keys) or None, instead, line_of(source, keys))


def _without_tags(place: tuple[int | str, ...]) -> list[int | str]:
    """A place as a reader knows it: of a step, the location also says which sort it was taken for."""
    return [
        key
        for number, key in enumerate(place)
        if not (number == 2 and place[0] == "steps" and key in ("exercise", "pick"))
    ]


def key_text(keys: Iterable[object]) -> str:
    """A key as written in problems: ``steps[3].dose``, counting from 1 as people do."""
    text = ""
    for key in keys:
        text += f"[{key + 1}]" if isinstance(key, int) else f".{key}" if text else str(key)
    return clean(text)


def keys_of(key: str) -> list[object]:
    """A problem's key as a path: ``steps[3].dose`` is steps, 2, dose."""
    parts = key.replace("]", "").replace("[", ".").split(".")
    return [int(part) - 1 if part.isdecimal() else part for part in parts]


def _in_words(
    error: Mapping[str, Any], keys: list[Any], model: type["BaseModel"]
) -> tuple[str, str | None]:
    given = shown_value(error.get("input"))
    match error["type"]:
        case "extra_forbidden":
            near = nearest_key(str(keys[-1]), _keys_at(model, keys[:-1]))
            return NOT_A_KEY, f"“{near}”" if near else None
        case "missing":
            return "is missing", f"a line “{keys[-1]} = …”"
        case "enum" | "literal_error":
            expected = re.findall(r"'([^']+)'", str(error["ctx"]["expected"]))
            near = nearest(str(error["input"]), expected)
            listed = f"“{near}”" if near else "one of " + ", ".join(expected)
            return f"{given} is not one of the words for it", listed
        case "value_error":
            wrong, _, instead = clean(str(error["ctx"]["error"]), 400).rpartition("; write ")
            return (wrong, instead) if wrong else (instead, None)
        case "string_pattern_mismatch":
            return f"{given} has more than small letters, digits and hyphens", f"“{_slug(error)}”"
        case kind:
            wanted = _WANTED.get(kind, "").format_map(error.get("ctx", {}))
            return f"{given} will not do", wanted or None


_WANTED = {
    "string_type": "a text in quotes",
    "string_too_long": "at most {max_length} characters",
    "too_short": "at least {min_length}",
    "too_long": "at most {max_length}",
    "tuple_type": "a list in square brackets",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "greater_than_equal": "{ge} or more",
    "greater_than": "more than {gt}",
    "less_than_equal": "{le} or less",
}
"""Replacement to suggest, by the type of error; braces take its limits."""


def shown_value(value: object) -> str:
    """A value from a file as a problem quotes it, short and safe to print."""
    return f"“{clean(value, 80)}”" if isinstance(value, str) else clean(repr(value), 80)


def _slug(error: Mapping[str, Any]) -> str:
    return slug_of(str(error["input"]))


def _keys_at(model: type["BaseModel"], keys: Iterable[object]) -> list[str]:
    """The keys that a model allows at a place inside it, as far as it can be followed."""
    models: set[type[BaseModel]] = {model}
    for key in keys:
        if isinstance(key, str):
            fields = [m.model_fields[key].annotation for m in models if key in m.model_fields]
            models = set().union(*(_models_in(field) for field in fields)) or models
    return [name for m in models for name in m.model_fields]


def _models_in(annotation: object) -> set[type["BaseModel"]]:
    from pydantic import BaseModel

    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return set().union(*(_models_in(part) for part in get_args(annotation)), set())


def line_of(source: str, keys: Iterable[object]) -> int | None:
    """The line of a key in a TOML text, followed through its tables; None where it cannot be told."""
    lines = source.splitlines()
    start, end, inside = 0, len(lines), False
    path: list[str] = []
    names = list(keys)
    for place, key in enumerate(names):
        if isinstance(key, int):
            continue
        path.append(str(key))
        count = names[place + 1] if place + 1 < len(names) else None
        header = re.compile(rf"\s*\[+\s*{re.escape('.'.join(path))}\s*\]+")
        found = [n for n in range(start, end) if header.match(lines[n])]
        if found:
            index = count if isinstance(count, int) else 0
            start, inside = (found[index] if index < len(found) else found[-1]), True
            end = found[index + 1] if index + 1 < len(found) else end
            continue
        assigned = re.compile(rf"\s*[\"']?{re.escape(str(key))}[\"']?\s*=")
        after = (n for n in range(start, end) if assigned.match(lines[n]))
        line = next(after, None)
        if line is not None:
            return line + 1
    return start + 1 if inside else None
