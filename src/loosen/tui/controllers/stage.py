"""What controllers know of the app and of its screens: protocols, so that no controller imports either."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, runtime_checkable

from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import Screen
from textual.widget import AwaitMount
from textual.worker import Worker

from loosen.text.exercise_page import Block
from loosen.tui.notices import Notifies

Result = TypeVar("Result")


class Stage(Notifies, Protocol):
    """The app as a controller sees it: shows screens, gives notices, runs work."""

    @property
    def screen(self) -> Screen[object]:
        """The screen on top."""

    @property
    def screen_stack(self) -> list[Screen[Any]]:  # as the toolkit types it
        """All screens, the lowest first."""

    def push_screen(
        self, screen: Screen[Result], callback: Callable[[Result | None], None] | None = None
    ) -> AwaitMount:
        """Show a screen over the others; ``callback`` is given its answer."""

    def pop_screen(self) -> AwaitComplete:
        """Close the screen on top."""

    def switch_screen(self, screen: Screen[None]) -> AwaitComplete:
        """Show a screen in place of the one on top."""

    def switch_mode(self, mode: str) -> AwaitMount:
        """Go to a place."""

    def post_message(self, message: Message) -> bool:
        """Have the app answer a message, from any thread."""

    def refresh_bindings(self) -> None:
        """Have the line of keys show the actions there are now."""

    def run_worker(
        self,
        work: Callable[[], None],
        *,
        group: str,
        exit_on_error: bool,
        exclusive: bool,
        thread: bool,
    ) -> Worker[None]:
        """Run work in a thread."""


def run_in_thread(stage: Stage, work: Callable[[], None], group: str) -> None:
    """Run slow work off the screen's own thread; earlier work of its group is cancelled."""
    stage.run_worker(work, group=group, exit_on_error=False, exclusive=True, thread=True)


# Kinds of screens, by what they can do


@runtime_checkable
class PlaysSession(Protocol):
    """A screen on which a session runs: it is left by its own keys alone."""

    def stand_still(self) -> None:
        """Stop the clock: nobody sees it from here on."""


@runtime_checkable
class KeepsPlace(Protocol):
    """A screen that is read first: no place is visited over it."""

    keeps_place: bool


@runtime_checkable
class ExplainsItself(Protocol):
    """A screen with more to read than it shows; the list of its keys shows that too."""

    @property
    def explained(self) -> tuple[Block, ...]:
        """The blocks to read."""


@runtime_checkable
class EditsDraft(Protocol):
    """A screen with work that can be lost."""

    @property
    def unsaved(self) -> bool:
        """Whether leaving would lose something."""

    def part(self, then: Callable[[], object]) -> None:
        """Do something that closes the screen, once nothing is lost by it."""
