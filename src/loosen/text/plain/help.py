"""Pages of help: the small markup they are written in, and its parts for a face to set.

The markup is a subset of Markdown. Blank lines divide. The text begins with ``# Title`` and one paragraph,
the summary that stands in the list of topics. ``## Heading``, paragraphs, lists of ``- items`` and fenced
blocks of code follow; nothing is marked inside a line. The word behind a fence says what the code is.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INDEX = "help"
ABOUT = "These pages follow, one after the other. “loosen help” prints them in a shell."
ITEM = re.compile(r"^- ", re.MULTILINE)


class Sort(StrEnum):
    """What a part of a page is."""

    HEADING = "heading"
    PROSE = "prose"
    ITEMS = "items"
    CODE = "code"


class Part(NamedTuple):
    """A part of a page. Lines of code stand as they are; all others are to be filled.

    ``language`` says of code what it is: ``sh``, ``dose``, ``routine`` and others.
    """

    sort: Sort
    lines: tuple[str, ...]
    language: str = ""


class HelpPage(NamedTuple):
    """A page of help on a topic; ``summary`` is one sentence."""

    topic: str
    title: str
    summary: str
    parts: tuple[Part, ...]


def parse(topic: str, text: str) -> HelpPage:
    """The page that a text in the markup says.

    Raises:
        ValueError: when it does not begin with a title and a summary, or a fence is left open.
    """
    title, summary, *parts = _parts(text)
    if not title.lines[0].startswith("# ") or summary.sort is not Sort.PROSE:
        raise ValueError(f"the help on {topic} does not begin with a title and a summary")
    if any(line.startswith("```") for part in parts for line in part.lines):
        raise ValueError(f"the help on {topic} has a fence that nothing closes")
    return HelpPage(topic, title.lines[0].removeprefix("# "), summary.lines[0], tuple(parts))


def index_of(pages: tuple[HelpPage, ...]) -> HelpPage:
    """The page that lists the others; its topic is ``INDEX``."""
    items = tuple(f"{page.title}: {page.summary}" for page in pages)
    return HelpPage(INDEX, "Help", ABOUT, (Part(Sort.ITEMS, items),))


def _parts(text: str) -> Iterator[Part]:
    prose, *rest = FENCED.split(text)
    yield from _prose(prose)
    for language, code, following in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        yield Part(Sort.CODE, tuple(code.splitlines()), language)
        yield from _prose(following)


def _prose(text: str) -> Iterator[Part]:
    for block in filter(None, (one.strip() for one in text.split("\n\n"))):
        if block.startswith("#"):
            yield Part(Sort.HEADING, (block.removeprefix("## "),))
        elif block.startswith("- "):
            items = (" ".join(item.split()) for item in ITEM.split(block)[1:])
            yield Part(Sort.ITEMS, tuple(items))
        else:
            yield Part(Sort.PROSE, (" ".join(block.split()),))
