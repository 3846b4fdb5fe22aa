"""A few lines to type on, judged once something is typed, and the forms of a step, a pick and a routine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from loosen.domain.editing.draft import Draft
from loosen.domain.editing.texts import (
    Problems,
    Texts,
    head_texts,
    pick_texts,
    read_head,
    read_pick,
    read_step,
    step_texts,
)
from loosen.domain.exercise import Exercise
from loosen.domain.routine import ExerciseStep, PickStep
from loosen.tui.dialogs.dialog import Dialog
from loosen.tui.widgets.inputs import TextInput

Value = TypeVar("Value")
LONGEST = 300
UNKEPT = "Not kept yet: ↵ keeps it, esc again leaves it as it was."


@dataclass(frozen=True)
class Field:
    """A line to type on: its name, the word before it, a hint for an empty one, and what stands there."""

    name: str
    word: str
    hint: str = ""
    text: str = ""


class FormDialog(Dialog[Value | None]):
    """Enter answers what was read, once nothing is wrong; Escape answers None, asking first."""

    CSS_PATH = "form.tcss"
    BINDINGS = [
        Binding("escape", "back", "Back", key_display="esc", id="form.back"),
        Binding("down,tab", "next_line(1)", "Lines", key_display="↑ ↓", id="form.next"),
        Binding("up,shift+tab", "next_line(-1)", "Line before", show=False, id="form.before"),
    ]

    def __init__(
        self,
        title: str,
        lines: Sequence[Field],
        read: Callable[[Texts], Value | Problems],
        describe: Callable[[Value], str],
        first: str = "",
    ) -> None:
        """Args: ``read`` makes a value of the texts; ``describe`` says what it comes to.

        ``first`` names the line that has the keys.
        """
        super().__init__(title)
        self._form = tuple(lines)
        self._read, self._describe, self._first = read, describe, first or lines[0].name
        self._before = {line.name: line.text for line in lines}
        self._warned = False
        self._touched = False

    def parts(self) -> ComposeResult:
        """The lines, each with room for what is wrong with it, over what they come to."""
        with VerticalScroll(can_focus=False):
            for line in self._form:
                with Horizontal(classes="line"):
                    yield Static(Content(line.word), classes="word")
                    yield TextInput(
                        line.text,
                        placeholder=line.hint,
                        max_length=max(LONGEST, len(line.text)),
                        select_on_focus=False,
                        id=line.name,
                    )
                yield Static(classes="problem", id=f"{line.name}-problem")
        yield Static(classes="words")

    def on_mount(self) -> None:
        """Focus the first line, or the one that was asked for."""
        self.query_one(f"#{self._first}", Input).focus()
        self._judge()

    @property
    def _texts(self) -> dict[str, str]:
        return {str(line.id): line.value for line in self.query(Input)}

    @on(Input.Changed)
    def _typed(self) -> None:
        self._warned = False
        self._touched = self._touched or self._texts != self._before
        self._judge()

    def _judge(self) -> Value | Problems:
        """Show what is wrong with each line, or else what all of them come to; return what was read."""
        read = self._read(self._texts)
        problems = read.by_field if isinstance(read, Problems) and self._touched else {}
        for line in self._form:
            sentence = problems.get(line.name, "")
            place = self.query_one(f"#{line.name}-problem", Static)
            place.set_class(bool(sentence), "-wrong")
            place.update(Content(f"! {sentence}" if sentence else ""))
        if not isinstance(read, Problems):
            self.query_one(".words", Static).update(Content(self._describe(read)))
        return read

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._touched = True
        read = self._judge()
        if isinstance(read, Problems):
            wrong = next(line.name for line in self._form if line.name in read.by_field)
            self.query_one(f"#{wrong}", Input).focus()
        else:
            self.dismiss(read)

    def action_next_line(self, by: int) -> None:
        """Focus the line below or above, round the ends."""
        lines = list(self.query(Input))
        here = next((n for n, line in enumerate(lines) if line.has_focus), 0)
        lines[(here + by) % len(lines)].focus()

    def action_back(self) -> None:
        """Leave all as it was; where something was typed, only when asked twice."""
        if self._texts == self._before or self._warned:
            self.dismiss(None)
        else:
            self._warned = True
            self.query_one(".words", Static).update(Content(UNKEPT))


SECTION = Field("section", "section", "a heading that begins here")
OF_STEP = (
    Field("dose", "dose"),
    Field("rest", "rest", "seconds between sets, if not the pace’s own"),
    Field("stiffer_rounds", "stiffer", "rounds in all for the stiffer side"),
    SECTION,
    Field("note", "note", "what is shown while you do it"),
)
OF_PICK = (
    Field("pick", "take", "how many, for example 2 or 3-4"),
    Field("most_per_family", "alike", "at most so many that work alike"),
    SECTION,
    Field("note", "note", "what is shown at the first of them"),
)
OF_HEAD = (
    Field("name", "name", "for example: After the long drive"),
    Field("summary", "summary", "what it is, in a line"),
    Field("frequency", "how often", "for example: every morning, or 2-3 a week"),
    Field("when", "when", "for example: after driving"),
)


def _filled(lines: tuple[Field, ...], texts: Texts, **hints: str) -> list[Field]:
    """Return lines with their texts, and with other hints for some."""
    return [
        replace(line, text=texts[line.name], hint=hints.get(line.name, line.hint)) for line in lines
    ]


def step_form(
    step: ExerciseStep, exercise: Exercise, describe: Callable[[ExerciseStep], str], first: str = ""
) -> FormDialog[ExerciseStep]:
    """Make a form of a step; ``describe`` says what it comes to."""
    hint = f"its own: {exercise.default.dose}"
    lines = _filled(OF_STEP, step_texts(step), dose=hint)
    return FormDialog(exercise.name, lines, lambda t: read_step(step, t, exercise), describe, first)


def pick_form(
    step: PickStep, describe: Callable[[PickStep], str], first: str = ""
) -> FormDialog[PickStep]:
    """Make a form of a pick."""
    title = f"A pick of {len(step.among)}; it rotates"
    lines = _filled(OF_PICK, pick_texts(step))
    return FormDialog(title, lines, partial(read_pick, step), describe, first)


def head_form(draft: Draft) -> FormDialog[Draft]:
    """Make a form of a routine's name, summary and frequency."""
    lines = _filled(OF_HEAD, head_texts(draft))
    return FormDialog("This routine", lines, partial(read_head, draft), lambda _: "")
