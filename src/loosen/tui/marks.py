"""What a screen says of itself to those who close screens: by these the app knows it without loading it."""

from collections.abc import Callable

from loosen.text.exercise_page import Block


class Plays:
    """A screen on which a session runs: it is left by its own keys alone."""

    def stand_still(self) -> None:
        """Stop the clock: nobody sees it from here on."""
        raise NotImplementedError


class Explains:
    """A screen with more to say than it shows: with its keys, that is to be read too."""

    @property
    def explained(self) -> tuple[Block, ...]:
        """What there is to read."""
        raise NotImplementedError


class Stays:
    """A screen that is read first: no place is visited over it."""


class Edits:
    """A screen with work that can be lost."""

    @property
    def unsaved(self) -> bool:
        """Whether leaving would lose something."""
        raise NotImplementedError

    def part(self, then: Callable[[], object]) -> None:
        """Do something that closes the screen, once nothing is lost by it."""
        raise NotImplementedError
