"""Reading of a therapist's exercise sheet, as text, into a routine.

In order of dependency: ``lines`` (layout), ``patterns`` and ``phrases`` (amounts in words), ``amounts``,
``reader`` (one line), ``names`` (exercises by name), ``fit`` (a line's step), ``sheet`` (the result) and
``placement`` (all lines in turn).

Nothing is guessed: a name is matched only where the catalogue leaves no other reading, and every line of
the text has an outcome.
"""
