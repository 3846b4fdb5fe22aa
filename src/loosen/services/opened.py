"""A routine that is open to be edited, and what saving it came to: what screens and files speak of."""

from dataclasses import dataclass
from pathlib import Path

from loosen.domain.editing import Draft
from loosen.domain.routine import Routine


@dataclass(frozen=True)
class Opened:
    """A routine opened to be edited: the draft it begins with, and the file it goes back to.

    ``path`` is None where there is no file yet; ``text`` is what the file held, so that a change by
    somebody else is noticed. ``copy_of`` is the name of the shipped routine that it is a copy of.
    """

    draft: Draft
    path: Path | None = None
    text: str = ""
    copy_of: str = ""

    @property
    def standing(self) -> str:
        """What it is before anything is changed, in a word or two."""
        return "a copy" if self.copy_of else "saved" if self.path else "new"

    @property
    def slug(self) -> str:
        """The slug of its file; empty where there is none yet."""
        return self.path.stem if self.path else ""

    def would_lose(self, draft: Draft) -> bool:
        """Whether letting go of a draft of it loses a change, or all where it has neither file nor model."""
        fresh = not self.path and not self.copy_of
        return draft != (Draft() if fresh else self.draft)


@dataclass(frozen=True)
class Saved:
    """What saving came to: the routine, the file as it is now, and what to know."""

    routine: Routine
    opened: Opened
    words: str
