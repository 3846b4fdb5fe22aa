"""A few lines to type on, each judged while it is typed; what is wrong stands under its line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from loosen.domain.editing import Problems, Texts
from loosen.tui.bindings import Dialog
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.typed import Typed

Value = TypeVar("Value")
LONGEST = 300
UNKEPT = "Not kept yet: ↵ keeps it, esc again leaves it as it was."


@dataclass(frozen=True)
class Line:
    """A line to type on: its name, the word before it, what stands there, and a hint for an empty one."""

    name: str
    word: str
    text: str
    hint: str = ""


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
        lines: Sequence[Line],
        read: Callable[[Texts], Value | Problems],
        tell: Callable[[Value], str],
        first: str = "",
    ) -> None:
        """Args: ``read`` makes a value of the texts; ``tell`` says what it comes to.

        ``first`` names the line that has the keys.
        """
        super().__init__()
        self._heading, self._form = title, tuple(lines)
        self._read, self._says, self._first = read, tell, first or lines[0].name
        self._before = {line.name: line.text for line in lines}
        self._warned = False

    def compose(self) -> ComposeResult:
        """The lines, each with room for what is wrong with it, over what they come to."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._heading), classes="question")
            with VerticalScroll(can_focus=False):
                for line in self._form:
                    with Horizontal(classes="line"):
                        yield Static(Content(line.word), classes="word")
                        yield Typed(
                            line.text,
                            placeholder=line.hint,
                            max_length=max(LONGEST, len(line.text)),
                            select_on_focus=False,
                            id=line.name,
                        )
                    yield Static(classes="problem", id=f"{line.name}-problem")
            yield Static(classes="words")
            yield KeyLine()

    def on_mount(self) -> None:
        """One line has the keys."""
        self.query_one(f"#{self._first}", Input).focus()
        self._tell()

    @property
    def _texts(self) -> dict[str, str]:
        return {str(line.id): line.value for line in self.query(Input)}

    @on(Input.Changed)
    def _typed(self) -> None:
        self._warned = False
        self._tell()

    def _tell(self) -> Value | Problems:
        read = self._read(self._texts)
        problems = read.of if isinstance(read, Problems) else {}
        for line in self._form:
            sentence = problems.get(line.name, "")
            place = self.query_one(f"#{line.name}-problem", Static)
            place.set_class(bool(sentence), "-wrong")
            place.update(Content(f"! {sentence}" if sentence else ""))
        if not isinstance(read, Problems):
            self.query_one(".words", Static).update(Content(self._says(read)))
        return read

    @on(Input.Submitted)
    def _submitted(self) -> None:
        read = self._tell()
        if isinstance(read, Problems):
            wrong = next(line.name for line in self._form if line.name in read.of)
            self.query_one(f"#{wrong}", Input).focus()
        else:
            self.dismiss(read)

    def action_next_line(self, by: int) -> None:
        """To the line below or above, round the ends."""
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
