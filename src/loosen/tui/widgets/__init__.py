"""Widgets that show domain values; they know no storage, no screen and no app."""
