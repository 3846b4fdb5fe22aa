"""A question with a few answers: one key each, or arrows and Enter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

Value = TypeVar("Value")


@dataclass(frozen=True)
class Answer(Generic[Value]):
    """A key, the words beside it, and what it stands for; it can be given once it is ``ready``."""

    key: str
    words: str
    value: Value
    ready: bool = True


class Choice(ModalScreen[Value | None]):
    """Asks; Escape answers None, which never discards anything."""

    CSS_PATH = "choice.tcss"
    BINDINGS = [Binding("escape", "nothing", "Back", id="choice.back")]

    def __init__(self, question: str, answers: Sequence[Answer[Value]], detail: str = "") -> None:
        super().__init__()
        self._question, self._answers, self._detail = question, list(answers), detail

    def compose(self) -> ComposeResult:
        """The question over its answers."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._question), classes="question")
            if self._detail:
                yield Static(Content(self._detail), classes="detail")
            yield OptionList(*map(_option, self._answers))

    def on_mount(self) -> None:
        """The first answer is under the cursor."""
        self.query_one(OptionList).focus()

    def put(self, answer: Answer[Value]) -> None:
        """Put an answer in place of the one with its key."""
        place = next(n for n, other in enumerate(self._answers) if other.key == answer.key)
        self._answers[place] = answer
        options = self.query_one(OptionList)
        options.replace_option_prompt_at_index(place, _option(answer).prompt)
        if answer.ready:
            options.enable_option_at_index(place)

    def on_key(self, event: Key) -> None:
        """A key of an answer answers."""
        for answer in self._answers:
            if event.key == answer.key and answer.ready:
                event.stop()
                self.dismiss(answer.value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click answers."""
        self.dismiss(self._answers[event.option_index].value)

    def action_nothing(self) -> None:
        """Leave all as it is."""
        self.dismiss(None)


def _option(answer: Answer[Value]) -> Option:
    return Option(Content(f"{answer.key}  {answer.words}"), disabled=not answer.ready)
