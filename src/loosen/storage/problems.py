"""What is wrong with a file, so that its owner can mend it: where, what, and what to write instead."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from loosen.domain.text import clean


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


def problems_of(
    error: ValidationError, model: type[BaseModel], file: str, source: str
) -> tuple[FileProblem, ...]:
    """A validation error as problems, one for each key, with line numbers where the text tells them."""
    return tuple(_problem(dict(one), model, file, source) for one in error.errors())


def _problem(
    error: Mapping[str, Any], model: type[BaseModel], file: str, source: str
) -> FileProblem:
    # Tags of a union stand in the location too; a reader knows keys and numbers only.
    keys = [
        part
        for part in error["loc"]
        if part not in ("exercise", "pick") or part == error["loc"][-1]
    ]
    wrong, instead = _in_words(error, keys, model)
    return FileProblem(file, wrong, key_text(keys) or None, instead, line_of(source, keys))


def key_text(keys: Iterable[object]) -> str:
    """A key as written in problems: ``steps[3].dose``, counting from 1 as people do."""
    text = ""
    for key in keys:
        text += f"[{key + 1}]" if isinstance(key, int) else f".{key}" if text else str(key)
    return clean(text)


def _in_words(
    error: Mapping[str, Any], keys: list[Any], model: type[BaseModel]
) -> tuple[str, str | None]:
    given = clean(repr(error.get("input")), 80)
    match error["type"]:
        case "extra_forbidden":
            near = nearest(str(keys[-1]), _keys_at(model, keys[:-1]))
            return "is not a key here", f"“{near}”" if near else None
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
        case _:
            wanted = error["msg"].removeprefix("Input should be ").removeprefix("a valid ")
            return f"{given} will not do", wanted.strip()


def _keys_at(model: type[BaseModel], keys: Iterable[object]) -> list[str]:
    """The keys that a model allows at a place inside it, as far as it can be followed."""
    models: set[type[BaseModel]] = {model}
    for key in keys:
        if isinstance(key, str):
            fields = [m.model_fields[key].annotation for m in models if key in m.model_fields]
            models = set().union(*(_models_in(field) for field in fields)) or models
    return [name for m in models for name in m.model_fields]


def _models_in(annotation: object) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return set().union(*(_models_in(part) for part in get_args(annotation)), set())


def line_of(source: str, keys: Iterable[object]) -> int | None:
    """The line of a key in a TOML text, followed through its tables; None where it cannot be told."""
    lines = source.splitlines()
    start, inside = 0, False
    path: list[str] = []
    names = list(keys)
    for place, key in enumerate(names):
        if isinstance(key, int):
            continue
        path.append(str(key))
        count = names[place + 1] if place + 1 < len(names) else None
        header = re.compile(rf"\s*\[+\s*{re.escape('.'.join(path))}\s*\]+")
        found = [n for n, line in enumerate(lines) if n >= start and header.match(line)]
        if found:
            index = count if isinstance(count, int) else 0
            start, inside = (found[index] if index < len(found) else found[-1]), True
            continue
        assigned = re.compile(rf"\s*[\"']?{re.escape(str(key))}[\"']?\s*=")
        after = (n for n in range(start, len(lines)) if assigned.match(lines[n]))
        line = next(after, None)
        if line is not None:
            return line + 1
    return start + 1 if inside else None
