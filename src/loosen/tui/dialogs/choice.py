"""A question with a few answers: a key for each, or arrows and Enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from loosen.text.care import PAIN_ANSWERS
from loosen.tui.bindings import key_words
from loosen.tui.dialogs.dialog import Dialog
from loosen.tui.widgets.option_lists import Options

Value = TypeVar("Value")

QUESTIONS: dict[str, dict[str, str]] = {
    "left": {"resume": "r", "keep": "w", "discard": "x"},
    "end": {"go-on": "g", "end": "e"},
    "unsaved": {"take-up": "t", "leave": "l"},
    "parting": {"save": "w", "leave": "l"},
    "morning": {"better": "b", "same": "s", "worse": "w"},
    "worse": {"keep": "a", **{f"leave-out-{n}": str(n) for n in range(1, 9)}},
    "leave-out": {"yes": "y", "no": "n"},
    "hurt": {answer.name: answer.key for answer in PAIN_ANSWERS.values()},
}
"""Every question with the key of each answer. None is j or k, which move the cursor."""
NARROW = 48
"""Cells below which an answer has one line, so that the last answers stay on the screen."""


@dataclass(frozen=True)
class Answer(Generic[Value]):
    """An answer by its name, its words, and what it stands for; it can be given once it is ``ready``."""

    name: str
    words: str
    value: Value
    ready: bool = True


@dataclass(frozen=True)
class AnswerLine:
    """A key and words beside it, however many lines they take; one line where the terminal is narrow."""

    key: str
    words: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield two columns."""
        line = Table.grid(padding=(0, 2, 0, 0), expand=True)
        line.add_column(no_wrap=True)
        line.add_column(ratio=1, no_wrap=options.max_width < NARROW, overflow="ellipsis")
        line.add_row(self.key, Text(self.words))
        yield line


class AnswerList(Options):
    """The answers of a question."""


@lru_cache(maxsize=2 * len(QUESTIONS))
def _list_with(bindings: tuple[Binding, ...]) -> type[AnswerList]:
    """Return a list class with a key for each answer; they go before those that move the cursor."""
    return type("AnswerList", (AnswerList,), {"BINDINGS": list(bindings)})


class Choice(Dialog[Value | None]):
    """Asks one of ``QUESTIONS``; Escape answers None, which never discards anything.

    What ``find`` comes to, in a thread, takes the place of the answer with its name.
    """

    CSS_PATH = ["choice.tcss", "hurt.tcss"]
    BINDINGS = [Binding("escape", "dismiss", "Back", key_display="esc", id="choice.back")]

    @dataclass(eq=False)
    class Found(Message):
        """The answer that ``find`` has made."""

        answer: Answer[Any]  # a message cannot be generic

    def __init__(
        self,
        asks: str,
        question: str,
        answers: Sequence[Answer[Value]],
        detail: str = "",
        *,
        find: Callable[[], Answer[Value]] | None = None,
    ) -> None:
        super().__init__(question)
        self._find = find
        self.asks, self._keys = asks, QUESTIONS[asks]
        self._answers, self._detail = list(answers), detail

    def parts(self) -> ComposeResult:
        """Words about the question, and its answers."""
        keys = [
            Binding(
                self._keys[one.name],
                f"screen.answer('{one.name}')",
                one.words,
                show=False,
                id=f"{self.asks}.{one.name}",
            )
            for one in self._answers
        ]
        if self._detail:
            yield Static(Content(self._detail), classes="detail")
        yield _list_with(tuple(keys))()

    def on_mount(self) -> None:
        """The first answer is under the cursor."""
        options = self.query_one(AnswerList)
        options.add_options(map(self._option, self._answers))
        options.action_first()
        options.focus()
        if self._find:
            self._look(self._find)

    @work(thread=True, exclusive=True, exit_on_error=False, group="answer")
    def _look(self, find: Callable[[], Answer[Value]]) -> None:
        self.post_message(self.Found(find()))

    @on(Found)
    def _found(self, event: Found) -> None:
        self._put(event.answer)

    def _option(self, answer: Answer[Value]) -> Option:
        key = key_words(self.app, f"{self.asks}.{answer.name}", self._keys[answer.name])
        return Option(AnswerLine(key, answer.words), disabled=not answer.ready)

    def _put(self, answer: Answer[Value]) -> None:
        """Put an answer in place of the one with its name."""
        place = next(n for n, other in enumerate(self._answers) if other.name == answer.name)
        self._answers[place] = answer
        options = self.query_one(AnswerList)
        options.replace_option_prompt_at_index(place, self._option(answer).prompt)
        if answer.ready:
            options.enable_option_at_index(place)

    def action_answer(self, name: str) -> None:
        """Answer by name, where the answer is ready."""
        given = next(one for one in self._answers if one.name == name)
        if given.ready:
            self.dismiss(given.value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click answers."""
        self.dismiss(self._answers[event.option_index].value)
