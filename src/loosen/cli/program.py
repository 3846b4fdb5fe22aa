"""What every command is given: the library, and the way into the app."""

from collections.abc import Callable
from dataclasses import dataclass

import click

from loosen.domain.routine import Routine
from loosen.storage.library import Library

Launch = Callable[[Library, Routine | None, float], int]
"""Opens the app, on a routine or at its first screen, with a clock that runs so many times as fast;
the exit code comes back."""


@dataclass(frozen=True)
class Program:
    """The library, and the app as a function: this face never loads the other one."""

    library: Library
    launch: Launch

    def open(self, routine: Routine | None = None, speed: float = 1.0) -> int:
        """Open the app and return its exit code.

        Raises:
            BadFile: when the settings are not right, before the screen is taken.
        """
        _ = self.library.settings
        return self.launch(self.library, routine, speed)


pass_program = click.make_pass_decorator(Program)
