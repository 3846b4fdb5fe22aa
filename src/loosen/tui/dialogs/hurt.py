"""Where it hurts: the rules for stopping, and the ways on, one key each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on, work
from textual.message import Message

from loosen.domain.answers import WayOn
from loosen.domain.care import Way
from loosen.domain.exercise import Exercise
from loosen.text import care
from loosen.tui.dialogs.choice import Answer, Choice

Chosen = Way | WayOn
"""An exercise instead, with all that comes of it; or one of the other ways on."""


class HurtDialog(Choice[Chosen]):
    """Stops and asks; Escape leaves the session paused. The swap fills in when it is found."""

    CSS_PATH = "hurt.tcss"

    @dataclass(eq=False)
    class Found(Message):
        """The swap has been looked for."""

        way: Way | None

    def __init__(
        self,
        where: str,
        rules: Sequence[str],
        exercise: Exercise,
        easier: Way | None,
        find: Callable[[], Way | None],
    ) -> None:
        self._find = find
        first: list[Answer[Chosen]] = []
        if easier:
            first.append(Answer("easier", f"easier: {care.way_words(easier)}", easier))
        super().__init__(
            "hurt",
            f"! That hurts · {where}",
            (
                *first,
                Answer("swap", "looking for a swap …", WayOn.SWAPPED, ready=False),
                Answer("without", "on without it", WayOn.LEFT_OUT),
                Answer("smaller", care.smaller_words(exercise), WayOn.WENT_ON),
                Answer("end", "end here", WayOn.ENDED),
                Answer("signs", "worse than that: see the signs that need help", WayOn.RED_FLAG),
            ),
            "\n".join(rules),
        )

    def on_mount(self) -> None:
        """Look for a swap."""
        self._look()

    @work(thread=True, exclusive=True, exit_on_error=False, group="swap")
    def _look(self) -> None:
        self.post_message(self.Found(self._find()))

    @on(Found)
    def _found(self, event: Found) -> None:
        way = event.way
        if way is None:
            self.put(Answer("swap", care.NO_SWAP, WayOn.SWAPPED, ready=False))
        else:
            self.put(Answer("swap", f"swap for {care.way_words(way)}", way))
