"""The versions of Textual that we test, and whether the installed one is among them.

What is not public in Textual may change with any release. It is used for fewer bytes and less time only,
in this package only, and only with a version from the table; with any other the public way is taken.
"""

from functools import cache
from pathlib import Path

import textual

TESTED = frozenset({"8.2.8"})
"""Versions whose private names are known to be what we take them for."""


@cache
def installed_version() -> str:
    """The version of Textual, by the folder of facts that its installer has put beside it.

    ``importlib.metadata`` says the same, and takes as long to load as three of our screens: it is asked
    only where there is no such folder, or more than one.
    """
    beside = Path(textual.__file__).parents[1].glob("textual-*.dist-info")
    found = [path.name.removesuffix(".dist-info").partition("-")[2] for path in beside]
    if len(found) == 1:
        return found[0]
    from importlib.metadata import version

    return version("textual")


def is_tested() -> bool:
    """Whether the installed version is one of those."""
    return installed_version() in TESTED


def toolkit_words() -> str:
    """The installed version, and what comes of one that is not tested."""
    found = f"Textual {installed_version()}"
    return found if is_tested() else f"{found}, not tested: the app runs, and sends more bytes"


def inherits_bindings(part: type) -> bool:
    """Whether a class keeps the bindings of its bases; the toolkit holds it under a private name."""
    return bool(getattr(part, "_inherit_bindings", True))
