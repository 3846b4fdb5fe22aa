"""Editing of a routine: immutable drafts, the changes from one to the next, form texts and times."""
