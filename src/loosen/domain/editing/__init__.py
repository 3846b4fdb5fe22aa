"""Editing a routine: a draft whose every change is another draft, and the row of them that undo walks.

Nothing here knows a screen or a file. A change gives the draft it leads to and the line to look at
next, or a refusal in words; the draft before is untouched, so that undoing is only going back.
"""

from loosen.domain.editing.amounts import nudged, opened, turned
from loosen.domain.editing.draft import Draft, DraftChange, DraftPlace, Edits, Refusal
from loosen.domain.editing.steps import added, apart, joined, moved, without
from loosen.domain.editing.texts import (
    Problems,
    Texts,
    head_texts,
    pick_texts,
    read_head,
    read_pick,
    read_step,
    step_texts,
)
from loosen.domain.editing.times import Times, times

__all__ = [
    "Draft",
    "DraftChange",
    "DraftPlace",
    "Edits",
    "Problems",
    "Refusal",
    "Texts",
    "Times",
    "added",
    "apart",
    "head_texts",
    "joined",
    "moved",
    "nudged",
    "opened",
    "pick_texts",
    "read_head",
    "read_pick",
    "read_step",
    "step_texts",
    "times",
    "turned",
    "without",
]
