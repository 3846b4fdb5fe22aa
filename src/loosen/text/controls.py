"""A value as controls that a person turns, one under the other.

Each control says itself in words and answers a turn up or down with another value. What a screen shows
of a brief or of the settings, and what its keys do to them, can so be tried without a terminal.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar  # a field that is reached by its path

from loosen.domain.dose import Span
from loosen.domain.value import Record
from loosen.text.wording import span_words

Held = TypeVar("Held", bound=Record)
Turned = TypeVar("Turned", bound=Record)
Choice = TypeVar("Choice", bound=Hashable)


@dataclass(frozen=True)
class ControlText:
    """How a control reads: a sign, words, a value where it has one, and whether it asks for something."""

    sign: str
    words: str
    value: str = ""
    asks: bool = False


class Control(Protocol[Turned]):
    """One thing to turn."""

    def shown(self, held: Turned) -> ControlText:
        """How it reads."""
        ...

    def turned(self, held: Turned, *, up: bool) -> Turned:
        """The value after a turn; the same one at the end of the range."""
        ...


Groups = Sequence[tuple[str, Sequence[Control[Held]]]]
"""Controls under headings."""


def changed(held: Held, **changes: object) -> Held:
    """A value with other fields, checked like any other; ``pace.switch_side`` reaches inside."""
    plain: dict[str, Any] = {name: getattr(held, name) for name in type(held).model_fields}
    for path, value in changes.items():
        outer, _, inner = path.partition(".")
        plain[outer] = changed(plain[outer], **{inner: value}) if inner else value
    return type(held).model_validate(plain)


def field_of(held: Record, path: str) -> Any:
    """A field by its path."""
    for name in path.split("."):
        held = getattr(held, name)
    return held


def neighbour(values: Sequence[Choice], value: Choice, *, up: bool) -> Choice:
    """The value beside one in a row, staying at its ends; the first where it stands nowhere."""
    if value not in values:
        return values[0]
    place = values.index(value) + (1 if up else -1)
    return values[max(0, min(len(values) - 1, place))]


@dataclass(frozen=True)
class Tick(Generic[Held]):
    """Whether a word is among those of a field: a position, a caution, a thing at hand, a name."""

    field: str
    word: str
    words: str

    def shown(self, held: Held) -> ControlText:
        """Ticked or not."""
        ticked = self.word in field_of(held, self.field)
        return ControlText("✓ " if ticked else "· ", self.words, asks=ticked)

    def turned(self, held: Held, *, up: bool) -> Held:
        """Up ticks it, down takes the tick away; the others keep their order."""
        chosen = tuple(field_of(held, self.field))
        if (self.word in chosen) is up:
            return held
        others = tuple(one for one in chosen if one != self.word)
        return changed(held, **{self.field: (*others, self.word) if up else others})


@dataclass(frozen=True)
class Flag(Generic[Held]):
    """A field that is wanted or not."""

    field: str
    words: str

    def shown(self, held: Held) -> ControlText:
        """Ticked or not."""
        wanted = bool(field_of(held, self.field))
        return ControlText("✓ " if wanted else "· ", self.words, asks=wanted)

    def turned(self, held: Held, *, up: bool) -> Held:
        """Up is wanted."""
        return changed(held, **{self.field: up})


@dataclass(frozen=True)
class ChoiceRow(Generic[Held, Choice]):
    """A field with one value of a row; the first is the one that asks for nothing."""

    field: str
    words: str
    values: tuple[Choice, ...]
    says: Mapping[Choice, str]

    def shown(self, held: Held) -> ControlText:
        """The value in words."""
        value = field_of(held, self.field)
        said = self.says.get(value) or (
            span_words(value) if isinstance(value, Span) else str(value)
        )
        return ControlText("", self.words, said, asks=value != self.values[0])

    def turned(self, held: Held, *, up: bool) -> Held:
        """The value beside it."""
        value = neighbour(self.values, field_of(held, self.field), up=up)
        return changed(held, **{self.field: value})


@dataclass(frozen=True)
class Number(Generic[Held]):
    """A whole number within a range, by steps."""

    field: str
    words: str
    low: int
    high: int
    step: int = 1
    unit: str = ""

    def shown(self, held: Held) -> ControlText:
        """The number with its unit."""
        return ControlText("", self.words, f"{field_of(held, self.field)}{self.unit}", asks=True)

    def turned(self, held: Held, *, up: bool) -> Held:
        """One step more or less, staying inside."""
        number = field_of(held, self.field) + (self.step if up else -self.step)
        return changed(held, **{self.field: max(self.low, min(self.high, number))})
