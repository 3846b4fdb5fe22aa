"""The pages of help that ship, one file for each topic."""

from functools import cache

from loosen.storage.locations import SHIPPED
from loosen.text.help_page import HelpPage, parse

FOLDER = SHIPPED / "help"


def topics() -> tuple[str, ...]:
    """The topics by name, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.md")))


def help_page(topic: str) -> HelpPage:
    """The page on a topic, which is one of ``topics``."""
    return parse(topic, FOLDER.joinpath(f"{topic}.md").read_text(encoding="utf-8"))


@cache
def help_pages() -> tuple[HelpPage, ...]:
    """Every page, in the order of the topics. Read once: the palette asks at every key."""
    return tuple(map(help_page, topics()))
