"""What every command is given: the library, the clocks, the keys, and the way into the app."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

import click

from loosen.cli.keyboard import Keys, keyboard
from loosen.storage.problems import FileProblem

if TYPE_CHECKING:
    from loosen.domain.routine import Routine
    from loosen.services.library import Library
    from loosen.services.sessions import InterruptedSession, Sessions


@dataclass(frozen=True)
class Opening:
    """How the app opens: on a routine, on a session that was left, or at its first screen.

    ``speed`` is how many times as fast its clock runs; another than 1 is a rehearsal. ``demo`` says on
    every screen that what is shown is made up.
    """

    routine: "Routine | None" = None
    left: "InterruptedSession | None" = None
    speed: float = 1.0
    demo: bool = False


Launch = Callable[["Library", Opening], int]
"""Opens the app; the exit code comes back."""


@dataclass(frozen=True)
class Program:
    """The library and the ways out of this face, which never loads the other one.

    ``open_library`` is called when a command first asks for the library, for help needs none. ``clock``
    makes a monotonic clock in seconds that runs so many times as fast; ``terminal`` says what is known of
    the terminal, by name.
    """

    open_library: Callable[[], "Library"]
    launch: Launch
    clock: Callable[[float], Callable[[], float]]
    today: Callable[[], datetime]
    terminal: Callable[[], Mapping[str, str]]
    keyboard: Callable[[], AbstractContextManager[Keys]] = keyboard

    @cached_property
    def library(self) -> "Library":
        """The person's library, opened when it is first asked for."""
        return self.open_library()

    @property
    def import_problems(self) -> tuple[FileProblem, ...]:
        """What is wrong with imported sets; nothing where no command asked for the library."""
        return self.library.shelf.import_problems if "library" in vars(self) else ()

    @cached_property
    def sessions(self) -> "Sessions":
        """The person's sessions; what they need is loaded when a command asks for them."""
        from loosen.services.sessions import Sessions

        return Sessions(self.library, self.today)

    def open(self, opening: Opening | None = None) -> int:
        """Open the app and return its exit code.

        Raises:
            BadFile: when the settings are not right, before the screen is taken.
        """
        _ = self.library.settings
        return self.launch(self.library, opening or Opening())


pass_program = click.make_pass_decorator(Program)
