"""The panel over a session that waits for its first step: rules, and questions that may stay open."""

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import wrap

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click, DescendantFocus
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from loosen.domain.answers import Feeling
from loosen.domain.body import Side
from loosen.domain.timeline import Timeline
from loosen.tui.bindings import key_words
from loosen.tui.widgets.inputs import ScoreRow

FEELING_QUESTION = "How do you feel right now?"
SIDE_QUESTION = "Which side feels stiffer today?"
SIDES: tuple[tuple[str, str, Side | None], ...] = (
    ("l", "left", Side.LEFT),
    ("r", "right", Side.RIGHT),
    ("n", "neither", None),
)
"""The answers to the stiffer side: key, word and value."""


@dataclass(frozen=True)
class Opening:
    """What a session waits with: the seconds until it starts by itself, and what is asked meanwhile.

    ``timeline_for`` gives the timeline for a stiffer side; None asks for none. ``harder`` is the side that
    felt harder last time. 0 seconds start at once, or with the last answer where something is asked.
    """

    seconds: int = 0
    asks_feeling: bool = False
    timeline_for: Callable[[Side | None], Timeline] | None = None
    harder: Side | None = None
    rules: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether anything is asked."""
        return self.asks_feeling or self.timeline_for is not None

    @property
    def wait(self) -> int | None:
        """Seconds to wait while something is asked; None for as long as it takes."""
        return self.seconds or (None if self.asks else 0)


ROWS_BESIDE = 3
"""Rows of a session beside the panel: name, side and phase."""
ROWS_OF_FEELING = 3
"""Rows of the question how one feels, with those of its two answers."""


class SideRow(Static, can_focus=True):
    """The three answers to the stiffer side in a row, each with its key; one of them may be picked."""

    BINDINGS = [
        *(
            Binding(key, f"pick({n})", word.capitalize(), show=False, id=f"begin.{word}")
            for n, (key, word, _) in enumerate(SIDES)
        ),
        Binding("enter", "settle", "Next", key_display="↵", id="begin.next"),
    ]
    picked: reactive[int | None] = reactive(None)

    @dataclass(eq=False)
    class Settled(Message):
        """The person is through with the question; ``picked`` is an index into ``SIDES`` or None."""

        picked: int | None

    def _cells(self) -> list[str]:
        usual = [(key_words(self.app, f"begin.{word}", key), word) for key, word, _ in SIDES]
        words = [f"{key} {word}" for key, word in usual]
        return [f"▸{w}◂" if n == self.picked else f" {w} " for n, w in enumerate(words)]

    def render(self) -> Content:
        """Render the answers, the picked one between marks."""
        return Content("  ".join(self._cells()))

    def on_click(self, event: Click) -> None:
        """Pick the answer that was clicked."""
        end = 0
        for number, cell in enumerate(self._cells()):
            end += len(cell) + 2
            if event.x < end:
                self.action_pick(number)
                return

    def action_pick(self, number: int) -> None:
        """Pick an answer, and go on."""
        self.picked = number
        self.action_settle()

    def action_settle(self) -> None:
        """Go on, picked or not."""
        self.post_message(self.Settled(self.picked))


class BeginPanel(Vertical, can_focus=True):
    """Asks what a session opens with. It begins by a key whatever was answered; each answer is a message."""

    BINDINGS = [
        Binding("space,enter", "screen.begin", "Begin", key_display="space", id="begin.begin"),
        Binding("up", "app.focus_previous", "Up", show=False, id="begin.up"),
        Binding("down", "app.focus_next", "Down", show=False, id="begin.down"),
        Binding("escape,q,ctrl+q", "screen.give_up", "Back", key_display="esc", id="begin.back"),
    ]

    @dataclass(eq=False)
    class Touched(Message):
        """The person is at the questions."""

    @dataclass(eq=False)
    class SideChosen(Message):
        """The stiffer side was answered; None for neither."""

        side: Side | None

    @dataclass(eq=False)
    class Felt(Message):
        """Stiffness or pain was answered."""

        feeling: Feeling

    @dataclass(eq=False)
    class Answered(Message):
        """The last question has been gone through."""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self._opening = opening
        self._rules = ""
        self.set_class(opening.asks or bool(opening.rules), "-asks")

    def compose(self) -> ComposeResult:
        """The rules, the questions with a row for each answer, and how it begins."""
        opening = self._opening
        if opening.rules:
            yield Static(id="rules", classes="advice")
        if opening.timeline_for:
            yield Static(Content(self._side_question), classes="question")
            yield SideRow(id="stiffer")
        if opening.asks_feeling:
            with Horizontal(classes="question"):
                yield Static(Content(FEELING_QUESTION))
                yield Static(Content("  0 none · 10 the worst"), classes="detail")
            for what in ("stiffness", "pain"):
                with Horizontal(classes="scale"):
                    yield Static(Content(what.capitalize()), classes="label")
                    yield ScoreRow(id=what)
        yield Static(id="starts")

    def on_mount(self) -> None:
        """Focus the first question, and keep the phase in sight whatever is laid out anew."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._fit)
        self._questions[0].focus()
        for scale in self.query(ScoreRow):
            self.watch(scale, "value", self._touch, init=False)

    @property
    def _side_question(self) -> str:
        harder = self._opening.harder
        last = f"Last time the {harder.value} felt harder. " if harder else ""
        return f"{last}{SIDE_QUESTION}"

    def _fit(self, _screen: object = None) -> None:
        """Leave room for the phase: spaces give way first, and then the last of the rules."""
        width, parent = self.content_size.width, self.parent
        if not (width and isinstance(parent, Widget) and self.has_class("-asks")):
            return
        rules = [line for rule in self._opening.rules for line in wrap(rule, width)]
        rows = self._rows_of_questions(width)
        room = parent.size.height - ROWS_BESIDE
        spaces = 2 + len(self.query(".question"))
        self.set_class(len(rules) + rows + spaces > room, "-tight")
        if rules and len(rules) + rows > room:
            key = key_words(self.app, "app.keys", "?")
            rules = [*rules[: max(0, room - rows - 1)], f"… {key} shows them all"]
        text = "\n".join(rules)
        if text != self._rules:
            self._rules = text
            self.query_one("#rules", Static).update(Content(text))

    def _rows_of_questions(self, width: int) -> int:
        """Rows of the questions and of how it begins, without the spaces between."""
        side = len(wrap(self._side_question, width)) + 1 if self._opening.timeline_for else 0
        return side + (ROWS_OF_FEELING if self._opening.asks_feeling else 0) + 1

    def _touch(self) -> None:
        self.post_message(self.Touched())

    @property
    def _questions(self) -> list[Widget]:
        """The questions in order; the panel itself comes last."""
        return [*self.query(SideRow), *self.query(ScoreRow), self]

    def show_start(self, words: str) -> None:
        """Show how it begins."""
        self.query_one("#starts", Static).update(Content(words))

    def _go_on(self, from_: Widget) -> None:
        place = self._questions.index(from_) + 1
        self._questions[place].focus()
        if self._questions[place] is self:
            self.remove_class("-asks").add_class("-quiet")
            self.post_message(self.Answered())

    @on(SideRow.Settled)
    def _side(self, event: SideRow.Settled) -> None:
        event.stop()
        if event.picked is not None:
            self.post_message(self.SideChosen(SIDES[event.picked][2]))
        self._go_on(self.query_one(SideRow))

    @on(ScoreRow.Settled)
    def _score(self, event: ScoreRow.Settled) -> None:
        event.stop()
        values = {scale.id: scale.value for scale in self.query(ScoreRow)}
        if any(value is not None for value in values.values()):
            feeling = Feeling(stiffness=values["stiffness"], pain=values["pain"])
            self.post_message(self.Felt(feeling))
        self._go_on(event.scale)

    def on_descendant_focus(self, _event: DescendantFocus) -> None:
        """Post ``Touched``: whoever goes from question to question is not lying down yet."""
        self._touch()
