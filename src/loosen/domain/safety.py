"""Content of the safety page: when to stop, when to see someone, who should ask first."""

from typing import Literal

from loosen.domain.value import Before, Form, Record, Slug, Text


class SafetyItem(Record):
    """Line of a list, with the signs that belong to it, if any."""

    text: Text
    signs: tuple[Text, ...] = ()

    @property
    def full_text(self) -> str:
        """The line and its signs as one text."""
        return " ".join(filter(None, (self.text, "; ".join(self.signs))))


def _item_of(value: object) -> object:
    """Return a plain text as an item without signs."""
    return {"text": value} if isinstance(value, str) else value


class SafetySection(Record):
    """Section of the page.

    ``degree`` grades red flags: A now, B today or within days, C at a routine visit. ``follows`` names
    the guideline of the list with version and date, or says that there is none. A section that ``warns``
    is highlighted.
    """

    id: Slug
    title: Text
    lead: Text | None = None
    items: tuple[Form[SafetyItem, Before(_item_of)], ...] = ()
    after: Text | None = None
    follows: Text
    warns: bool = False
    degree: Literal["A", "B", "C"] | None = None


class Safety(Record):
    """The safety page. ``stop_short`` is the stop rules in two lines, for use within a session.

    ``follows`` says how far the lists follow guidelines; ``titles`` are the guidelines' full titles.
    """

    intro: Text
    follows: Text
    consent: Text
    every_exercise: Text
    stop_short: tuple[Text, ...]
    sections: tuple[SafetySection, ...]
    titles: tuple[Text, ...] = ()

    @property
    def red_flags(self) -> tuple[SafetySection, ...]:
        """The sections whose signs end a session: those of degree A, then those of degree B."""
        return tuple(s for degree in "AB" for s in self.sections if s.degree == degree)
