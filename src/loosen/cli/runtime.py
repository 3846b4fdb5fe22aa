"""The runtime of a command: the library and sessions, clocks, keys, and the way to open the app."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING, Concatenate, NamedTuple, ParamSpec, TypeVar

if TYPE_CHECKING:
    from datetime import datetime

    from loosen.cli.keyboard import Keys
    from loosen.domain.routine import Routine
    from loosen.services.library import Library
    from loosen.services.sessions import InterruptedSession, Sessions
    from loosen.storage.problems import FileProblem


class LaunchOptions(NamedTuple):
    """Opening of the app: a routine, an interrupted session, or its first screen.

    ``speed`` is the factor of its clock; any other than 1 makes it a rehearsal. ``demo`` marks every
    screen as made up.
    """

    routine: "Routine | None" = None
    interrupted: "InterruptedSession | None" = None
    speed: float = 1.0
    demo: bool = False


def keyboard() -> "AbstractContextManager[Keys]":
    """A context that gives the keys of this process; see ``cli.keyboard``."""
    from loosen.cli.keyboard import keyboard as of_this_process

    return of_this_process()


def no_keys(_own: Mapping[str, str]) -> Iterable[str]:
    """Check of key bindings that finds nothing, for when no app is there."""
    return ()


Launch = Callable[["Library", LaunchOptions], int]
"""Opens the app and returns its exit code."""


class Runtime:
    """Context of every command, made by the composition root.

    * ``open_library`` opens the person's library; it is called when a command first asks for it.
    * ``launch_app`` opens the app, which the command line does not import.
    * ``make_clock`` returns a monotonic clock in seconds that runs so many times as fast.
    * ``now`` returns the wall-clock time with its zone.
    * ``terminal_facts`` returns what is known of the terminal, by name.
    * ``open_keyboard`` is a context that gives the keys of this process.
    * ``key_check`` says what is wrong with a person's own keys, by the app's bindings.
    """

    def __init__(
        self,
        open_library: Callable[[], "Library"],
        launch_app: Launch,
        make_clock: Callable[[float], Callable[[], float]],
        now: Callable[[], "datetime"],
        terminal_facts: Callable[[], Mapping[str, str]],
        *,
        open_keyboard: "Callable[[], AbstractContextManager[Keys]]" = keyboard,
        key_check: Callable[[Mapping[str, str]], Iterable[str]] = no_keys,
    ) -> None:
        self.open_library = open_library
        self.launch_app = launch_app
        self.make_clock = make_clock
        self.now = now
        self.terminal_facts = terminal_facts
        self.open_keyboard = open_keyboard
        self.key_check = key_check

    @cached_property
    def library(self) -> "Library":
        """The person's library, opened on first use, since help needs none."""
        return self.open_library()

    @property
    def import_problems(self) -> "tuple[FileProblem, ...]":
        """The problems of imported sets; empty as long as no command has opened the library."""
        return self.library.import_problems if "library" in vars(self) else ()

    @property
    def settings_problems(self) -> "tuple[FileProblem, ...]":
        """The problems of settings; empty as long as no command has opened the library."""
        return self.library.settings_problems if "library" in vars(self) else ()

    @cached_property
    def sessions(self) -> "Sessions":
        """The person's sessions, imported and opened on first use."""
        from loosen.services.sessions import Sessions

        return Sessions(self.library, self.now)

    def open_app(self, options: LaunchOptions | None = None) -> int:
        """Open the app and return its exit code."""
        return self.launch_app(self.library, options or LaunchOptions())


Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def pass_runtime(command: Callable[Concatenate[Runtime, Given], Answer]) -> Callable[Given, Answer]:
    """Decorate a click command so that it is called with the runtime first."""
    import click

    return click.make_pass_decorator(Runtime)(command)
