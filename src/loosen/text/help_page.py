"""Pages of help, parsed from the small markup they are written in.

The markup is a subset of Markdown. Blank lines separate parts. The text begins with ``# Title`` and one
paragraph, the summary that stands in the list of topics. ``## Heading``, paragraphs, lists of ``- items``
and fenced blocks of code follow; there is no markup inside a line. The word after a fence is the language
of the code.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INDEX = "help"
ABOUT = "These pages follow, one after the other. “loosen help” prints them in a shell."
ITEM = re.compile(r"^- ", re.MULTILINE)


class PartKind(StrEnum):
    """The kind of a part of a page."""

    HEADING = "heading"
    PROSE = "prose"
    ITEMS = "items"
    CODE = "code"


class HelpPart(NamedTuple):
    """A part of a page. Lines of code are shown as they are, all others are wrapped.

    ``language`` is that of code: ``sh``, ``dose``, ``routine`` and others; empty for prose.
    """

    kind: PartKind
    lines: tuple[str, ...]
    language: str = ""


class HelpPage(NamedTuple):
    """A page of help on a topic; ``summary`` is one sentence."""

    topic: str
    title: str
    summary: str
    parts: tuple[HelpPart, ...]


def parse(topic: str, text: str) -> HelpPage:
    """Return the page of a text in the markup.

    Raises:
        ValueError: when the text does not begin with a title and a summary, or a fence is not closed.
    """
    title, summary, *parts = _parts(text)
    if not title.lines[0].startswith("# ") or summary.kind is not PartKind.PROSE:
        raise ValueError(f"the help on {topic} does not begin with a title and a summary")
    if any(line.startswith("```") for part in parts for line in part.lines):
        raise ValueError(f"the help on {topic} has a fence that nothing closes")
    return HelpPage(topic, title.lines[0].removeprefix("# "), summary.lines[0], tuple(parts))


def index_of(pages: tuple[HelpPage, ...]) -> HelpPage:
    """The page that lists the others; its topic is ``INDEX``."""
    items = tuple(f"{page.title}: {page.summary}" for page in pages)
    return HelpPage(INDEX, "Help", ABOUT, (HelpPart(PartKind.ITEMS, items),))


def _parts(text: str) -> Iterator[HelpPart]:
    prose, *rest = FENCED.split(text)
    yield from _prose(prose)
    for language, code, following in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        yield HelpPart(PartKind.CODE, tuple(code.splitlines()), language)
        yield from _prose(following)


def _prose(text: str) -> Iterator[HelpPart]:
    for block in filter(None, (one.strip() for one in text.split("\n\n"))):
        if block.startswith("#"):
            yield HelpPart(PartKind.HEADING, (block.removeprefix("## "),))
        elif block.startswith("- "):
            items = (" ".join(item.split()) for item in ITEM.split(block)[1:])
            yield HelpPart(PartKind.ITEMS, tuple(items))
        else:
            yield HelpPart(PartKind.PROSE, (" ".join(block.split()),))
