"""A person's own routines as files: opened, saved, copied, renamed, deleted, and each of it undone.

A file that has changed since it was read, or that is not right, is never overwritten: what was to be saved
gets a name of its own.
"""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from loosen.domain.editing.draft import Draft
from loosen.domain.routine import Routine, own_copy
from loosen.domain.text import slug_of
from loosen.services.drafts import Opened, Saved
from loosen.services.library import Library
from loosen.storage import files
from loosen.storage.problems import BadFile, FileProblem, shown_path
from loosen.storage.routine_files import routine_text
from loosen.storage.settings_file import has_comment, keep_beside
from loosen.storage.trash import place_in_trash


@dataclass(frozen=True)
class Undone:
    """Result of an undo: a sentence that says what was undone, and the slug of the routine."""

    words: str
    slug: str


@dataclass(frozen=True)
class _Undo:
    """Step that can be undone: the function that undoes it, and the result."""

    action: Callable[[], None]
    undone: Undone


class NotOwn(Exception):
    """A routine that ships is not changed; the sentence says what to do instead."""

    def __init__(self, routine: Routine) -> None:
        super().__init__(
            f"“{routine.name}” ships with loosen and stays; y makes a copy of your own."
        )


class Overtaken(Exception):
    """A change cannot be undone, because others came after it; the sentence says which."""


class OwnRoutines:
    """Operations on the files of a person's own routines, with undo."""

    def __init__(self, library: Library, today: Callable[[], date]) -> None:
        self._library, self._today = library, today
        self._undo: list[_Undo] = []

    def path_of(self, slug: str) -> Path | None:
        """The file of an own routine; None for one that ships, or for none at all."""
        folder = self._library.locations.routines
        own = (
            c.path
            for c in self._library.snapshot.checked_routines
            if c.routine and c.path.parent == folder
        )
        return next((path for path in own if path.stem == slug), None)

    def open(self, slug: str) -> Opened:
        """A routine to be edited: an own one as it is, a shipped one as a copy.

        Raises:
            BadFile: when its file has become unreadable.
        """
        routine, path = self._library.routines[slug], self.path_of(slug)
        if path is None:
            return Opened(self._copy(routine), copy_of=routine.name)
        return Opened(Draft.of(routine), path, files.read_text(path))

    def save(self, opened: Opened, draft: Draft) -> Saved:
        """Write a draft to its file, or to one named after it where it has none.

        A file with comments is first kept beside itself. One that has changed since it was opened is
        left alone; the draft goes to another.

        Raises:
            OSError: when it cannot be written; the file is then as it was.
            BadFile: when the text would not read as it was meant, and nothing is written.
        """
        path, words = opened.path, ""
        if path is not None and self._changed(path, opened.text):
            words = f"{path.name} has been changed by somebody else and is left as it is. "
            path = None
        slug = path.stem if path else self._library.free_slug(draft.name)
        routine = draft.routine(slug)
        text = routine_text(routine)
        _check(text, routine)
        target = path or self._library.locations.routines / f"{slug}.toml"
        if path and path.exists() and has_comment(opened.text):
            kept = keep_beside(path, self._today())
            words += f"The file before, with its comments, is kept as {kept.name}. "
        files.write_text(target, text)
        self._library.reload()
        return Saved(routine, Opened(draft, target, text), f"{words}Saved in {shown_path(target)}.")

    @staticmethod
    def _changed(path: Path, text: str) -> bool:
        try:
            return files.read_text(path) != text
        except BadFile:
            return not files.is_missing(path)

    def duplicate(self, slug: str) -> Routine:
        """A copy of any routine, as one of the person's own.

        Raises:
            OSError: when it cannot be written.
        """
        routine = self._library.routines[slug]
        draft = self._copy(routine) if self.path_of(slug) is None else Draft.of(routine)
        draft = replace(draft, name=_numbered(draft.name, self._names))
        copy = draft.routine(self._library.free_slug(draft.name))
        path, text = self._library.locations.routines / f"{copy.slug}.toml", routine_text(copy)
        files.write_text(path, text)

        def back() -> None:
            _check_unchanged(path, text)
            path.unlink()

        self._record_undo(back, f"The copy “{copy.name}” is gone again.", slug)
        return copy

    def _copy(self, routine: Routine) -> Draft:
        draft = Draft.of(own_copy(routine))
        return replace(draft, name=_numbered(draft.name, self._names))

    @property
    def _names(self) -> frozenset[str]:
        return frozenset(routine.name for routine in self._library.routines.values())

    def rename(self, slug: str, name: str) -> Routine:
        """Give an own routine another name, in its file and, where the file was named after it, there.

        Nothing else in the file is touched.

        Raises:
            NotOwn: for a routine that ships.
            OSError: when it cannot be written.
            BadFile: when the file has become unreadable, or its name cannot be told from the rest.
        """
        routine, path = self._own(slug)
        follows = slug == slug_of(routine.name) != slug_of(name)
        other = self._library.free_slug(name) if follows else slug
        renamed = replace(Draft.of(routine), name=name).routine(other)
        text, before = (
            _with_name(files.read_text(path), renamed),
            files.read_bytes(path, files.LARGEST_FILE).decode(),
        )
        target = path.with_name(f"{other}.toml")
        files.write_text(target, text)
        if target != path:
            path.unlink()

        def back() -> None:
            _check_unchanged(target, text)
            if target != path:
                _check_free(path)
            files.write_text(path, before)
            if target != path:
                target.unlink()

        self._record_undo(back, f"It is called “{routine.name}” again.", slug)
        return renamed

    def delete(self, slug: str) -> Path:
        """Move the file of an own routine into the trash, and return its path there.

        Raises:
            NotOwn: for a routine that ships.
            OSError: when it cannot be moved.
        """
        routine, path = self._own(slug)
        kept = place_in_trash(self._library.locations.trash, path, self._today())
        shutil.move(path, kept)

        def back() -> None:
            _check_free(path, f"; what was deleted is {shown_path(kept)}")
            shutil.move(kept, path)

        self._record_undo(back, f"“{routine.name}” is back.", slug)
        return kept

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return bool(self._undo)

    def undo(self) -> Undone | None:
        """Undo the last change and return it; None if there is none.

        Raises:
            Overtaken: when what was changed has been changed again since; it stays as it is.
            OSError: when it cannot be written.
        """
        if not self._undo:
            return None
        last = self._undo.pop()
        try:
            last.action()
        finally:
            self._library.reload()
        return last.undone

    def _record_undo(self, action: Callable[[], None], words: str, slug: str) -> None:
        self._undo.append(_Undo(action, Undone(words, slug)))
        self._library.reload()

    def _own(self, slug: str) -> tuple[Routine, Path]:
        routine, path = self._library.routines[slug], self.path_of(slug)
        if path is None:
            raise NotOwn(routine)
        return routine, path


def _check(text: str, routine: Routine) -> None:
    """Check that a text reads as the routine it was made from.

    Raises:
        BadFile: when it does not.
    """
    name = f"{routine.slug}.toml"
    read = files.validate(Routine, {**files.parse(text, name), "slug": routine.slug}, name, text)
    if read != routine:
        raise BadFile(
            [
                FileProblem(
                    name, "would not read back as it is meant; “loosen edit” opens the file itself"
                )
            ]
        )


_NAME = re.compile(r"^name[ \t]*=[ \t]*(\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*')", re.MULTILINE)


def _with_name(text: str, routine: Routine) -> str:
    """A file's text with a routine's name in it, and nothing else changed."""
    line = routine_text(routine).partition("\n")[0]
    changed = _NAME.sub(lambda _: line, text, count=1)
    _check(changed, routine)
    return changed


def _check_unchanged(path: Path, text: str) -> None:
    if not path.exists() or files.read_text(path) != text:
        raise Overtaken(f"{path.name} has been changed since, so it stays as it is.")


def _check_free(path: Path, more: str = "") -> None:
    if path.exists():
        raise Overtaken(f"There is another {path.name} by now{more}.")


def _numbered(name: str, taken: frozenset[str]) -> str:
    number, other = 1, name
    while other in taken:
        number += 1
        other = f"{name} {number}"
    return other
