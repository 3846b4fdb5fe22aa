"""Progress: what a history of sessions comes to, in numbers, in words and in pictures made of text.

The map, in the order of dependency: ``weeks`` (the calendar of a history), ``sums`` and ``trends``
(what it adds up to, what was said), ``looking`` (a period as seen from a day), ``words``, ``lines`` and
``pictures``, ``page`` (all of it, set into a width), ``session_text`` (one session in full), ``editing``
(what a person can say of it afterwards). Pure: histories come as values and a day as a date.
"""

from loosen.domain.progress.lines import ASCII, BLOCKS, Line, Signs, Tone, plain
from loosen.domain.progress.looking import PERIODS, Progress, list_of, look_back
from loosen.domain.progress.page import Section, page
from loosen.domain.progress.session_text import session_lines, session_title

__all__ = [
    "ASCII",
    "BLOCKS",
    "PERIODS",
    "Line",
    "Progress",
    "Section",
    "Signs",
    "Tone",
    "list_of",
    "look_back",
    "page",
    "plain",
    "session_lines",
    "session_title",
]
