"""Two histories as one: by the session's id, and of two that differ the one that was changed later."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from loosen.domain.history import SessionRecord


@dataclass(frozen=True)
class Merged:
    """What another history brings: sessions to add, sessions to put over ours, and how many stay."""

    added: tuple[SessionRecord, ...] = ()
    updated: tuple[SessionRecord, ...] = ()
    same: int = field(default=0)

    @property
    def news(self) -> tuple[SessionRecord, ...]:
        """Every session that is to be written."""
        return self.added + self.updated


def newer(one: SessionRecord, other: SessionRecord) -> bool:
    """Whether a session was changed after another record of it was."""
    if one.changed is None:
        return False
    return other.changed is None or one.changed > other.changed


def merge(ours: Iterable[SessionRecord], theirs: Iterable[SessionRecord]) -> Merged:
    """What ``theirs`` brings to ``ours``. Each session of theirs is counted once, however often it is there.

    Two that were changed at the same instant, or never, are taken for the same: ours stays.
    """
    here = {record.id: record for record in ours}
    there: dict[object, SessionRecord] = {}
    for record in theirs:
        if record.id not in there or newer(record, there[record.id]):
            there[record.id] = record
    added = tuple(record for record in there.values() if record.id not in here)
    both = [record for record in there.values() if record.id in here]
    updated = tuple(record for record in both if newer(record, here[record.id]))
    return Merged(added, updated, len(both) - len(updated))
