"""Controls: a value shown as rows that a person turns up or down, one under the other.

A control describes its part of a value as text and returns a changed value for a turn, so that a form can
be tested without a terminal. The forms are in ``answers_form``, ``brief_form`` and ``settings_form``.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar  # a field that is reached by its path

from loosen.domain.dose import Span
from loosen.domain.value import Record
from loosen.text.wording import span_words

Value = TypeVar("Value", bound=Record)
Turned = TypeVar("Turned", bound=Record)
Choice = TypeVar("Choice", bound=Hashable)


@dataclass(frozen=True)
class ControlText:
    """Text of a control: a sign before its label, the label, and the setting where it has one.

    ``active`` is true where the control differs from its neutral setting; a screen emphasises it.
    """

    sign: str
    label: str
    setting: str = ""
    active: bool = False


class Control(Protocol[Turned]):
    """One row of a form."""

    def describe(self, value: Turned) -> ControlText:
        """Return how the row reads for a value."""
        ...

    def turn(self, value: Turned, *, up: bool) -> Turned:
        """Return the value after a turn; an equal one at the end of the range."""
        ...


Groups = Sequence[tuple[str, Sequence[Control[Value]]]]
"""A form: controls in groups, each under its heading."""


def group_summary(controls: Sequence[Control[Value]], value: Value) -> str:
    """Summary of a group: "all", "all but bed", "none", "knee, wrist", "a breath 6 s"."""
    shown = [control.describe(value) for control in controls]
    active = [one for one in shown if one.active]
    if any(one.setting for one in shown):
        return ", ".join(f"{one.label} {one.setting}" for one in active) or shown[0].setting
    if len(active) == len(shown):
        return "all"
    if 2 * len(active) > len(shown):
        return f"all but {', '.join(one.label for one in shown if not one.active)}"
    return ", ".join(one.label for one in active) or "none"


def with_fields(value: Value, **changes: object) -> Value:
    """A copy with other fields, validated like any value; a key such as ``pace.switch_side`` is a path.

    Raises:
        Invalid: when a field does not take its new value.
    """
    plain = value.fields()
    for path, change in changes.items():
        outer, _, inner = path.partition(".")
        plain[outer] = with_fields(plain[outer], **{inner: change}) if inner else change
    return type(value).from_plain(plain)


def field_at(value: Record, path: str) -> Any:
    """A field by its path, such as ``pace.switch_side``."""
    for name in path.split("."):
        value = getattr(value, name)
    return value


def neighbour(choices: Sequence[Choice], choice: Choice, *, up: bool) -> Choice:
    """The next or previous choice, staying at the ends; the first one for an unknown choice."""
    if choice not in choices:
        return choices[0]
    place = choices.index(choice) + (1 if up else -1)
    return choices[max(0, min(len(choices) - 1, place))]


@dataclass(frozen=True)
class Tick(Generic[Value]):
    """Whether a word is among those of a field: a position, a caution, equipment, an exercise."""

    field: str
    word: str
    label: str

    def describe(self, value: Value) -> ControlText:
        """Return the label with its tick."""
        ticked = self.word in field_at(value, self.field)
        return ControlText("✓ " if ticked else "· ", self.label, active=ticked)

    def turn(self, value: Value, *, up: bool) -> Value:
        """Return the value with the word added at the end (up) or removed (down)."""
        chosen = tuple(field_at(value, self.field))
        if (self.word in chosen) is up:
            return value
        others = tuple(word for word in chosen if word != self.word)
        return with_fields(value, **{self.field: (*others, self.word) if up else others})


@dataclass(frozen=True)
class Flag(Generic[Value]):
    """A field that is true or false."""

    field: str
    label: str

    def describe(self, value: Value) -> ControlText:
        """Return the label with its tick."""
        ticked = bool(field_at(value, self.field))
        return ControlText("✓ " if ticked else "· ", self.label, active=ticked)

    def turn(self, value: Value, *, up: bool) -> Value:
        """Return the value with the field true (up) or false (down)."""
        return with_fields(value, **{self.field: up})


@dataclass(frozen=True)
class ChoiceRow(Generic[Value, Choice]):
    """A field with one of several choices; the first is neutral.

    ``texts`` holds how choices read; one that is not in it reads as ``str`` writes it.
    """

    field: str
    label: str
    choices: tuple[Choice, ...]
    texts: Mapping[Choice, str]

    def describe(self, value: Value) -> ControlText:
        """Return the label and the choice as text."""
        choice = field_at(value, self.field)
        text = self.texts.get(choice) or (
            span_words(choice) if isinstance(choice, Span) else str(choice)
        )
        return ControlText("", self.label, text, active=choice != self.choices[0])

    def turn(self, value: Value, *, up: bool) -> Value:
        """Return the value with the next or previous choice."""
        choice = neighbour(self.choices, field_at(value, self.field), up=up)
        return with_fields(value, **{self.field: choice})


@dataclass(frozen=True)
class Number(Generic[Value]):
    """A field with a whole number from ``low`` to ``high``, changed by ``step``; ``none`` is how 0 reads."""

    field: str
    label: str
    low: int
    high: int
    step: int = 1
    unit: str = ""
    none: str = ""

    def describe(self, value: Value) -> ControlText:
        """Return the label and the number with its unit."""
        number = field_at(value, self.field)
        if self.none and not number:
            return ControlText("", self.label, self.none)
        return ControlText("", self.label, f"{number}{self.unit}", active=True)

    def turn(self, value: Value, *, up: bool) -> Value:
        """Return the value with the number one step higher or lower, within its range."""
        number = field_at(value, self.field) + (self.step if up else -self.step)
        return with_fields(value, **{self.field: max(self.low, min(self.high, number))})
