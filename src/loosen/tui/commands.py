"""The palette's commands: what a screen can do, with its keys; begin any routine, open any exercise."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

from textual import on
from textual.app import App, SystemCommand
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.command import CommandList, CommandPalette
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, WorkerState, WorkType

from loosen.services.help_pages import help_pages
from loosen.services.library import Library
from loosen.tui.bindings import is_on_top
from loosen.tui.messages import OpenExercise, OpenHelp, StartRoutine

OF_TOOLKIT = frozenset({"Theme", "Screenshot"})
"""The toolkit's own commands that are offered: the others are keys of ours."""
ITSELF = "app.commands"

Found = TypeVar("Found")


class Palette(CommandPalette):
    """The toolkit's palette; page keys wait until its list has room: before, it knows of no line."""

    ID = "--command-palette"
    """The id by which the toolkit finds an open palette."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close the palette, if it is on top; a click beside it may come when it is closed already."""
        return super().dismiss(result) if is_on_top(self) else AwaitComplete()

    def run_worker(  # noqa: PLR0917  as the toolkit has it
        self,
        work: WorkType[Found],
        name: str | None = "",
        group: str = "default",
        description: str = "",
        exit_on_error: bool = True,  # noqa: FBT002  as the toolkit has it
        start: bool = True,  # noqa: FBT002  as above
        exclusive: bool = False,  # noqa: FBT002  as above
        thread: bool = False,  # noqa: FBT002  as above
    ) -> Worker[Found]:
        """Run a search for commands, which may find its palette closed when its turn comes."""
        return super().run_worker(
            work,
            name,
            group,
            description,
            exit_on_error=False,
            start=start,
            exclusive=exclusive,
            thread=thread,
        )

    @on(Worker.StateChanged)
    def _search_ended(self, event: Worker.StateChanged) -> None:
        """Raise the fault of a search, unless the palette has been closed meanwhile."""
        if event.state is WorkerState.ERROR and event.worker.error and is_on_top(self):
            raise event.worker.error

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return False for page keys while the list has no room yet: it knows of no line then."""
        pages = action == "command_list" and parameters[0] in ("page_up", "page_down")
        if pages and not self.query_one(CommandList).scrollable_content_region:
            return False
        return super().check_action(action, parameters)


def literal(text: str) -> str:
    """A text as the palette's markup shows it unchanged: a name with brackets would end the app."""
    return text.replace("[", "\\[")


def _command(title: str, about: str, run: Callable[[], object]) -> SystemCommand:
    """A command whose words are shown as they are."""
    return SystemCommand(literal(title), literal(about), run)


def doable(app: App[int], screen: Screen[object]) -> Iterator[tuple[Binding, DOMNode, list[str]]]:
    """Yield the actions of a screen that can be done at present, each with its keys as they are shown."""
    found: dict[tuple[DOMNode, str, str], tuple[Binding, DOMNode, list[str]]] = {}
    for node, binding, enabled, _ in screen.active_bindings.values():
        if binding.id and enabled:
            shown = app.get_key_display(binding)
            what = (node, binding.action, binding.description)
            keys = found.setdefault(what, (binding, node, []))[2]
            if shown not in keys:
                keys.append(shown)
    yield from found.values()


def of_screen(app: App[int], screen: Screen[object]) -> Iterator[SystemCommand]:
    """Yield a command for each action of a screen, those that the line of keys shows first."""
    for binding, node, keys in sorted(doable(app, screen), key=lambda one: not one[0].show):
        if binding.id != ITSELF:
            about = f"{' '.join(keys)}   {binding.tooltip}".rstrip()
            yield _command(
                binding.description, about, partial(app.run_action, binding.action, node)
            )


def of_toolkit(commands: Iterable[SystemCommand]) -> Iterator[SystemCommand]:
    """Return those of the toolkit's commands that we have no key for."""
    return (one for one in commands if one.title in OF_TOOLKIT)


def of_help(post: Callable[[Message], object]) -> Iterator[SystemCommand]:
    """Yield a command for each page of help; ``post`` takes the message that asks for it."""
    for page in help_pages():
        yield _command(f"Help: {page.title}", page.summary, partial(post, OpenHelp(page.topic)))


def of_library(library: Library, post: Callable[[Message], object]) -> Iterator[SystemCommand]:
    """Yield a command for each routine and exercise; ``post`` takes the message that asks for it."""
    for routine in library.routines.values():
        start = partial(post, StartRoutine(routine))
        yield _command(f"Begin {routine.name}", routine.summary, start)
    for exercise in library.catalogue.exercises:
        page = partial(post, OpenExercise(exercise.slug, ()))
        yield _command(f"Open {exercise.name}", exercise.summary, page)
