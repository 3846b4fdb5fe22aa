"""Unsaved routines of the editor, kept on disk so that they outlive the process.

One file for each routine that is edited, written at every change and deleted once the routine is saved or
left. Only the editor reads it, and a damaged one counts as none.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from loosen.domain.editing.draft import Draft
from loosen.domain.routine import Routine
from loosen.domain.text import slug_of
from loosen.storage import files
from loosen.storage.problems import BadFile
from loosen.storage.routine_files import routine_text

BLANK = "–"
"""Placeholder for a missing name or summary, as a file holds no empty text."""


@dataclass(frozen=True)
class Opened:
    """A routine opened in the editor: the draft it begins with, and the file it is saved to.

    ``path`` is None where there is no file yet; ``text`` is what the file held, so that a change by
    somebody else is noticed. ``copy_of`` is the name of the shipped routine that it is a copy of.
    """

    draft: Draft
    path: Path | None = None
    text: str = ""
    copy_of: str = ""

    @property
    def status(self) -> str:
        """Status before anything is changed, in a word or two."""
        return "a copy" if self.copy_of else "saved" if self.path else "new"

    @property
    def slug(self) -> str:
        """The slug of its file; empty where there is none yet."""
        return self.path.stem if self.path else ""

    def would_lose(self, draft: Draft) -> bool:
        """Whether closing the editor on a draft would lose a change, or all of it if it has no file."""
        fresh = not self.path and not self.copy_of
        return draft != (Draft() if fresh else self.draft)


@dataclass(frozen=True)
class Saved:
    """Result of saving: the routine, its file, and a line to show."""

    routine: Routine
    opened: Opened
    words: str


class Unsaved:
    """The unsaved drafts in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, opened: Opened, draft: Draft) -> None:
        """Write a draft to disk; for one without steps, delete what was written before.

        Raises:
            OSError: when it cannot be written.
        """
        if not draft.steps:
            self.forget(opened)
            return
        whole = replace(draft, name=draft.name or BLANK, summary=draft.summary or BLANK)
        files.write_text(self._path(opened), routine_text(whole.routine("unsaved")))

    def forget(self, opened: Opened) -> None:
        """Delete the unsaved draft of a routine.

        Raises:
            OSError: when it cannot be deleted.
        """
        self._path(opened).unlink(missing_ok=True)

    def left(self, opened: Opened) -> Draft | None:
        """Unsaved draft of a routine; None where there is none, or it equals what is saved."""
        path = self._path(opened)
        try:
            draft = None if files.is_missing(path) else Draft.of(files.read_record(Routine, path))
        except BadFile:
            return None
        if draft is None:
            return None
        name, summary = ("" if text == BLANK else text for text in (draft.name, draft.summary))
        draft = replace(draft, name=name, summary=summary)
        return draft if draft != opened.draft else None

    def _path(self, opened: Opened) -> Path:
        if opened.path:
            stem = opened.path.stem
        elif opened.copy_of:
            stem = f"copy-of-{slug_of(opened.copy_of)}"
        else:
            stem = "a-fresh-one"
        return self._folder / f"{stem}.toml"
