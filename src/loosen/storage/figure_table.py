"""Reading one table of a figure's file, key by key, so that an error names the file and the key."""

from collections.abc import Mapping
from typing import TypeGuard

from loosen.domain.figure.vectors import Vec

MOST_PARTS = 60
"""Poses of a file, or tables and texts of a list: far more than any figure needs."""
LARGEST = 1_000.0
"""No number in a figure is larger: a body is about two units high."""


class FigureProblem(ValueError):
    """Error in a figure's file: the file, the key, and what is wrong."""

    def __init__(self, file: str, key: str, wrong: str) -> None:
        super().__init__(f"{file}: {key}: {wrong}")
        self.file = file
        self.key = key
        self.wrong = wrong


class FigureTable:
    """TOML table with its place in the file; ``finish`` reports keys that were not read."""

    def __init__(self, file: str, key: str, values: object) -> None:
        self.file = file
        self.key = key
        if not isinstance(values, Mapping):
            raise FigureProblem(file, key or "the file", "should be a table")
        self.values: Mapping[str, object] = values
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def problem(self, key: str, wrong: str) -> FigureProblem:
        """An error about one key of this table."""
        return FigureProblem(self.file, f"{self.key}.{key}" if self.key else key, wrong)

    def finish(self) -> None:
        """Raise FigureProblem for a key that was not read."""
        for key in self.values:
            if key not in self._asked:
                known = ", ".join(sorted(self._asked))
                raise self.problem(key, f"is not a word of figures; here they are {known}")

    def raw(self, key: str) -> object:
        """A value as TOML gives it, or None."""
        self._asked.add(key)
        return self.values.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """A string; a missing one is an error unless there is a default."""
        value = self.raw(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value:
            raise self.problem(key, "should be text in quotes")
        return value

    def number(self, key: str, default: float, least: float = 0.0, most: float = LARGEST) -> float:
        """A number from ``least`` to ``most``."""
        value = self.raw(key)
        if value is None:
            return default
        if not _is_number(value) or not least <= value <= most:
            ends = f"{least:g} or more" if most == LARGEST else f"from {least:g} to {most:g}"
            raise self.problem(key, f"should be a number, {ends}")
        return float(value)

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.problem(key, "should be true or false")
        return value

    def numbers(self, key: str, count: int) -> tuple[float, ...] | None:
        """Exactly ``count`` numbers, or None when the key is missing."""
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != count or not all(map(_is_number, value)):
            raise self.problem(key, f"should be {count} numbers in brackets")
        return tuple(float(part) for part in value)

    def vector(self, key: str, default: Vec | None = None) -> Vec | None:
        """A point or direction in body units: right, up, ahead."""
        found = self.numbers(key, 3)
        return default if found is None else (found[0], found[1], found[2])

    def names(self, key: str) -> tuple[str, ...] | None:
        """A list of texts, or None when the key is missing."""
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            raise self.problem(key, "should be a list of texts")
        if len(value) > MOST_PARTS:
            raise self.problem(key, f"has more than {MOST_PARTS} texts")
        return tuple(value)

    def table(self, key: str) -> "FigureTable | None":
        """A table inside this one, or None when the key is missing."""
        value = self.raw(key)
        if value is None:
            return None
        return FigureTable(self.file, f"{self.key}.{key}" if self.key else key, value)

    def tables(self, key: str) -> list["FigureTable"]:
        """The tables of an array; none when the key is missing."""
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.problem(key, "should be a list of tables")
        if len(value) > MOST_PARTS:
            raise self.problem(key, f"has more than {MOST_PARTS} tables")
        place = f"{self.key}.{key}" if self.key else key
        return [FigureTable(self.file, f"{place}.{n}", part) for n, part in enumerate(value, 1)]


def _is_number(value: object) -> TypeGuard[int | float]:
    # Not true of “nan” either, which no comparison is.
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return -LARGEST <= value <= LARGEST
