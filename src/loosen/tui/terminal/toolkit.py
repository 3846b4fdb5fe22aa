"""The versions of Textual that we test, and whether the installed one is among them.

What is not public in Textual may change with any release. It is used for fewer bytes and less time only,
in this package only, and only with a version from the table; with any other the public way is taken.
"""

from importlib.metadata import version

TESTED = frozenset({"8.2.8"})
"""Versions whose private names are known to be what we take them for."""


def is_tested() -> bool:
    """Whether the installed version is one of those."""
    return version("textual") in TESTED


def toolkit_words() -> str:
    """The installed version, and what comes of one that is not tested."""
    found = f"Textual {version('textual')}"
    return found if is_tested() else f"{found}, not tested: the app runs, and sends more bytes"
