"""The drafts of one sitting, a row that undo walks."""

from dataclasses import dataclass, replace

from loosen.domain.editing.draft import Change, Draft, Place


@dataclass(frozen=True)
class Edits:
    """The drafts of one sitting: what stands, what came before, and what was undone."""

    draft: Draft
    place: Place
    past: tuple[Change, ...] = ()
    future: tuple[Change, ...] = ()

    def did(self, change: Change, here: Place) -> "Edits":
        """After a change that was made on the line ``here``; one that changes nothing leaves no trace."""
        if change.draft == self.draft:
            return replace(self, place=change.place)
        return Edits(change.draft, change.place, (*self.past, Change(self.draft, here)))

    def undone(self) -> "Edits":
        """Before the last change; as it is, where there was none."""
        if not self.past:
            return self
        *past, before = self.past
        undone = Change(self.draft, self.place)
        return Edits(before.draft, before.place, tuple(past), (undone, *self.future))

    def redone(self) -> "Edits":
        """After the change that was last undone; as it is, where none was."""
        if not self.future:
            return self
        after, *future = self.future
        here = Change(self.draft, self.place)
        return Edits(after.draft, after.place, (*self.past, here), tuple(future))
