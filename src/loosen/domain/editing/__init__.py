"""Editing of a routine: immutable drafts, the changes from one to the next, and undo over them.

A change returns a new draft and the line for the cursor, or a refusal in words. Nothing here uses a
screen or a file.
"""

from loosen.domain.editing.amounts import change_amount, nudge, toggle_open_ended
from loosen.domain.editing.draft import Draft, DraftChange, DraftPlace, Edits, Refusal
from loosen.domain.editing.steps import (
    add_exercise,
    join_as_pick,
    move_line,
    remove_line,
    split_pick,
)
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
from loosen.domain.editing.times import Times, times_of

__all__ = [
    "Draft",
    "DraftChange",
    "DraftPlace",
    "Edits",
    "Problems",
    "Refusal",
    "Texts",
    "Times",
    "add_exercise",
    "change_amount",
    "head_texts",
    "join_as_pick",
    "move_line",
    "nudge",
    "pick_texts",
    "read_head",
    "read_pick",
    "read_step",
    "remove_line",
    "split_pick",
    "step_texts",
    "times_of",
    "toggle_open_ended",
]
