"""Problems of files: where, what, and what to write instead."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from loosen.domain.text import clean

if TYPE_CHECKING:
    from pathlib import Path


class FileProblem(NamedTuple):
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
    """A file that cannot be used, with all its problems."""

    def __init__(self, problems: Iterable[FileProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Failure(Exception):
    """Something that cannot be done at present; the sentence says why, in one line."""


NOT_A_KEY = "is not a key here"
NEARLY_THE_SAME = 0.75
LISTED = "“loosen list” shows them all"
HINTS = {
    "routine": "“loosen routines” shows them all",
    "import": "“loosen imports” shows them all",
    "exercise or routine": "“loosen list” and “loosen routines” show them all",
}
"""Where things of a kind are listed; ``LISTED`` for exercises."""


class NoHome(Exception):
    """Nobody says where a person's own folders are; the sentence says what would."""


class UnknownName(LookupError):
    """No exercise, routine or imported set has this name; ``near`` is the most similar one."""

    def __init__(self, what: str, name: str, near: str | None) -> None:
        hint = f"did you mean “{near}”?" if near else HINTS.get(what, LISTED)
        super().__init__(f"no {what} is called “{name}”; {hint}")
        self.what, self.near = what, near


class AmbiguousName(LookupError):
    """Several exercises or routines have this name; each candidate is what to type, and what it is."""

    def __init__(self, name: str, candidates: Iterable[tuple[str, str]]) -> None:
        listed = ", or ".join(f"“{typed}” ({words})" for typed, words in candidates)
        super().__init__(f"“{clean(name)}” is the name of several; type {listed}")


def shown_path(path: "Path") -> str:
    """A path as people read it, from the home folder where it is inside, safe to print."""
    from pathlib import Path

    try:
        return clean(str(Path("~") / path.relative_to(Path.home())))
    except (ValueError, RuntimeError):
        return clean(str(path))


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The most similar word, or None if none is near."""
    import difflib

    close = difflib.get_close_matches(word.casefold(), list(words), n=1, cutoff=0.5)
    return close[0] if close else None


def nearest_key(word: str, keys: Iterable[str]) -> str | None:
    """The key that was probably meant: one that begins alike, or is nearly the same; None if none is."""
    near = nearest(word, keys)
    if near is None or near[:1] == word[:1].casefold():
        return near
    import difflib

    ratio = difflib.SequenceMatcher(None, word.casefold(), near).ratio()
    return near if ratio >= NEARLY_THE_SAME else None


def in_order(problems: Iterable[FileProblem]) -> tuple[FileProblem, ...]:
    """Problems of a file in the order of its lines; those of the whole file first."""
    return tuple(sorted(problems, key=lambda problem: problem.line or 0))


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


def shown_value(value: object) -> str:
    """A value from a file as a problem quotes it, short and safe to print."""
    return f"“{clean(value, 80)}”" if isinstance(value, str) else clean(repr(value), 80)


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
