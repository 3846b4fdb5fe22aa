"""A question with a few answers: one key each, or arrows and Enter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from loosen.tui.bindings import Dialog, key_words
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.options import Options

Value = TypeVar("Value")

QUESTIONS: dict[str, dict[str, str]] = {
    "left": {"resume": "r", "keep": "w", "discard": "x"},
    "stiffer": {"left": "l", "right": "r", "neither": "n"},
    "end": {"go-on": "g", "end": "e"},
    "unsaved": {"take-up": "t", "leave": "l"},
    "parting": {"save": "w", "leave": "l"},
    "morning": {"better": "b", "same": "s", "worse": "w"},
    "worse": {"keep": "a", **{f"leave-out-{n}": str(n) for n in range(1, 9)}},
    "leave-out": {"yes": "y", "no": "n"},
    "hurt": {
        "easier": "e",
        "swap": "s",
        "without": "o",
        "smaller": "g",
        "end": "q",
        "signs": "w",
    },
}
"""Every question with the key of each answer. None is j or k, which move the cursor."""


@dataclass(frozen=True)
class Answer(Generic[Value]):
    """An answer by its name, its words, and what it stands for; it can be given once it is ``ready``."""

    name: str
    words: str
    value: Value
    ready: bool = True


class AnswerList(Options):
    """The answers of a question; their keys go before those that move."""

    def __init__(self, bindings: Sequence[Binding]) -> None:
        super().__init__()
        self._bindings.key_to_bindings.update({one.key: [one] for one in bindings})


class Choice(Dialog[Value | None]):
    """Asks one of ``QUESTIONS``; Escape answers None, which never discards anything."""

    CSS_PATH = "choice.tcss"
    BINDINGS = [Binding("escape", "nothing", "Back", key_display="esc", id="choice.back")]

    def __init__(
        self, asks: str, question: str, answers: Sequence[Answer[Value]], detail: str = ""
    ) -> None:
        super().__init__()
        self._asks, self._keys = asks, QUESTIONS[asks]
        self._question, self._answers, self._detail = question, list(answers), detail

    def compose(self) -> ComposeResult:
        """The question over its answers."""
        keys = [
            Binding(
                self._keys[one.name],
                f"screen.answer('{one.name}')",
                one.words,
                show=False,
                id=f"{self._asks}.{one.name}",
            )
            for one in self._answers
        ]
        with Vertical(classes="dialog"):
            yield Static(Content(self._question), classes="question")
            if self._detail:
                yield Static(Content(self._detail), classes="detail")
            yield AnswerList(keys)
            yield KeyLine()

    def on_mount(self) -> None:
        """The first answer is under the cursor."""
        options = self.query_one(AnswerList)
        options.add_options(map(self._option, self._answers))
        options.action_first()
        options.focus()

    def _option(self, answer: Answer[Value]) -> Option:
        key = key_words(self.app, f"{self._asks}.{answer.name}", self._keys[answer.name])
        return Option(Content(f"{key}  {answer.words}"), disabled=not answer.ready)

    def put(self, answer: Answer[Value]) -> None:
        """Put an answer in place of the one with its name."""
        place = next(n for n, other in enumerate(self._answers) if other.name == answer.name)
        self._answers[place] = answer
        options = self.query_one(AnswerList)
        options.replace_option_prompt_at_index(place, self._option(answer).prompt)
        if answer.ready:
            options.enable_option_at_index(place)

    def action_answer(self, name: str) -> None:
        """Answer with the key of an answer that is ready."""
        given = next(one for one in self._answers if one.name == name)
        if given.ready:
            self.dismiss(given.value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click answers."""
        self.dismiss(self._answers[event.option_index].value)

    def action_nothing(self) -> None:
        """Leave all as it is."""
        self.dismiss(None)
