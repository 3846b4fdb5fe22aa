"""The base of screens, whose keys all have ids; keys that several screens share; and how keys are named.

The toolkit gives its own bindings of a screen no ids, so that no settings
could name them. Here they have some.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol, TypeVar, runtime_checkable

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.screen import Screen

from loosen.tui.breakpoints import take_size
from loosen.tui.terminal.keypad import KEYPAD_NAMES

Value = TypeVar("Value")

MOVES = (
    Binding("tab", "app.focus_next", "Next part", show=False, id="screen.next-part"),
    Binding("shift+tab", "app.focus_previous", "Part before", show=False, id="screen.part-before"),
    Binding("ctrl+c", "screen.copy_text", "Copy what is marked", show=False, id="screen.copy"),
)


class KeyedScreen(Screen[Value], inherit_bindings=False):
    """A screen of ours: closes at most once."""

    BINDINGS = [*MOVES]

    def __init__(self) -> None:
        super().__init__()
        take_size(self, self.app)

    def dismiss(self, result: Value | None = None) -> AwaitComplete:
        """Close the screen with an answer, if it is on top: the key before may have closed it already."""
        return super().dismiss(result) if is_on_top(self) else AwaitComplete()


def is_on_top(screen: Screen[Any]) -> bool:
    """Whether a screen is the one that is shown, over at least one other."""
    stack = screen.app.screen_stack
    return len(stack) > 1 and stack[-1] is screen


@runtime_checkable
class OwnKeys(Protocol):
    """An app with keys of the person's own."""

    @property
    def own_keys(self) -> Mapping[str, str]:
        """Keys by action: long names, with commas between them."""


def long_names(keys: Mapping[str, str]) -> dict[str, str]:
    """Keys by action with the toolkit's long name of each: ``slash`` for ``/`` and for ``divide``."""
    return {
        action: ",".join(
            _long_name(one.key) for one in Binding.make_bindings([Binding(text, action)])
        )
        for action, text in keys.items()
    }


def _long_name(key: str) -> str:
    """A key's name; a key of the keypad has that of its character."""
    held, plus, last = key.rpartition("+")
    return f"{held}{plus}{KEYPAD_NAMES.get(last, last)}"


def key_words(app: App[Any], action: str, usual: str) -> str:
    """How the key of an action is shown in a sentence: the person's own, or the ``usual`` one."""
    own = app.own_keys.get(action) if isinstance(app, OwnKeys) else None
    return app.get_key_display(Binding(own.split(",")[0], "")) if own else usual


# Keys that several screens have: the same on each.


def liking_keys(screen: str, *, show: bool) -> tuple[Binding, ...]:
    """Keys for what the person thinks of an exercise; ``show`` puts the first into the line of keys."""
    return (
        Binding(
            "plus",
            "think('liked')",
            "Like",
            key_display="+",
            show=show,
            id=f"{screen}.like",
            tooltip="Like it, or as before",
        ),
        Binding(
            "minus",
            "think('less')",
            "Rather not",
            key_display="-",
            show=False,
            id=f"{screen}.less",
            tooltip="Rather not, or as before",
        ),
        Binding(
            "x",
            "think('never')",
            "Never",
            show=False,
            id=f"{screen}.never",
            tooltip="Never, or as before",
        ),
    )


def walk_keys(screen: str, *, show: bool) -> tuple[Binding, ...]:
    """Keys that turn the figure; ``show`` puts them into the line of keys."""
    return (
        Binding(
            "left_square_bracket",
            "walk(-1)",
            "Turn",
            key_display="[ ]" if show else None,
            show=show,
            id=f"{screen}.turn",
            tooltip="Turn the figure",
        ),
        Binding(
            "right_square_bracket", "walk(1)", "Turn it back", show=False, id=f"{screen}.turn-back"
        ),
        Binding("0", "walk(0)", "Best view", show=False, id=f"{screen}.best-view"),
    )


def enlarge_key(screen: str) -> Binding:
    """The key that enlarges the figure to the screen, and back."""
    return Binding(
        "f",
        "enlarge",
        "Figure",
        show=False,
        id=f"{screen}.figure",
        tooltip="The figure alone, or all",
    )


def copy_key(screen: str) -> Binding:
    """The key that copies what is shown as text."""
    return Binding(
        "c", "copy", "Copy", show=False, id=f"{screen}.copy", tooltip="Copy what is here as text"
    )


def list_keys(widget: str) -> tuple[Binding, ...]:
    """Keys that move the cursor of a list: arrows, or those of vi."""
    return (
        Binding("down,j", "cursor_down", "Down", show=False, id=f"{widget}.down"),
        Binding("up,k", "cursor_up", "Up", show=False, id=f"{widget}.up"),
        Binding("home,g", "first", "First", show=False, id=f"{widget}.first"),
        Binding("end,G", "last", "Last", show=False, id=f"{widget}.last"),
        Binding("pagedown,ctrl+d", "page_down", "Page down", show=False, id=f"{widget}.page-down"),
        Binding("pageup,ctrl+u", "page_up", "Page up", show=False, id=f"{widget}.page-up"),
    )


def score_keys(widget: str, action: str, word: str) -> Iterator[Binding]:
    """A key for each score: digits for 0 to 9, t for 10; the line of keys shows them as one."""
    for score, key in enumerate("0123456789t"):
        yield Binding(
            key,
            f"{action}({score})",
            word,
            show=score == 0,
            key_display="0-9, t for 10" if score == 0 else None,
            id=f"{widget}.{action}-{score}",
            tooltip=f"{word} {score}",
        )


def step_keys(screen: str) -> tuple[Binding, ...]:
    """Keys that change a step's dose and its place in the order."""
    return (
        Binding("greater_than_sign", "dose(1)", "More of this", show=False, id=f"{screen}.dose-up"),
        Binding("less_than_sign", "dose(-1)", "Less of this", show=False, id=f"{screen}.dose-down"),
        Binding("J", "move(1)", "Move down", show=False, id=f"{screen}.move-down"),
        Binding("K", "move(-1)", "Move up", show=False, id=f"{screen}.move-up"),
    )


def harder_keys(screen: str) -> tuple[Binding, ...]:
    """Keys that answer which side felt harder."""
    return (
        Binding("l", "harder('left')", "Left was harder", show=False, id=f"{screen}.left-harder"),
        Binding(
            "r", "harder('right')", "Right was harder", show=False, id=f"{screen}.right-harder"
        ),
        Binding("e", "harder('same')", "Sides were alike", show=False, id=f"{screen}.sides-alike"),
    )


def harder_hint(app: App[Any], screen: str, same: str) -> str:
    """The keys that answer which side felt harder; ``same`` is the word for neither."""
    words = {"left": "left-harder", "right": "right-harder", "same": "sides-alike"}
    usual = {"left": "l", "right": "r", "same": "e"}
    keys = {one: key_words(app, f"{screen}.{action}", usual[one]) for one, action in words.items()}
    return f"{keys['left']} left · {keys['right']} right · {keys['same']} {same}"
