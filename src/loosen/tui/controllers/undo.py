"""Undo of the app: the last change that can be taken back where the screen has no undo of its own."""

from collections.abc import Callable

from loosen.tui.controllers.stage import Stage


class Undo:
    """Holds one change. ``key`` returns how the key that takes it back is shown."""

    def __init__(self, stage: Stage, key: Callable[[], str]) -> None:
        self._stage, self._key = stage, key
        self._back: Callable[[], None] | None = None

    @property
    def is_possible(self) -> bool:
        """Whether there is something to take back."""
        return self._back is not None

    def offer(self, words: str, back: Callable[[], None]) -> None:
        """Say what was done, with the key that takes it back."""
        self._back = back
        self._stage.notify(f"{words} {self._key()} takes it back.", markup=False)
        self._stage.refresh_bindings()

    def take_back(self) -> None:
        """Take the change back, if there is one."""
        back, self._back = self._back, None
        if back:
            back()
        self._stage.refresh_bindings()
