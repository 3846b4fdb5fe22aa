"""The safety page: when to stop, when to see someone, who should ask first. Words, not diagnoses."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from loosen.domain.value import Record, Slug, Text


class SafetyItem(Record):
    """One line of a list, and the signs that belong to it, if it needs any."""

    text: Text
    signs: tuple[Text, ...] = ()

    @property
    def whole(self) -> str:
        """The line with its signs, as one text."""
        return " ".join(filter(None, (self.text, "; ".join(self.signs))))


def _item_of(given: object) -> object:
    """A plain text as an item without signs."""
    return {"text": given} if isinstance(given, str) else given


class SafetySection(Record):
    """One part of the page.

    ``degree`` grades red flags: A now, B today or within days, C at a routine visit. ``follows`` names
    the guideline behind the list, with version and date, or says that there is none. What ``warns``
    stands out.
    """

    id: Slug
    title: Text
    lead: Text | None = None
    items: tuple[Annotated[SafetyItem, BeforeValidator(_item_of)], ...] = ()
    after: Text | None = None
    follows: Text
    warns: bool = False
    degree: Literal["A", "B", "C"] | None = None


class Safety(Record):
    """The whole page. ``stop_short`` is the stop rules in two lines, for the middle of a session.

    ``follows`` says how far the guidelines behind the lists go; ``titles`` are these in full.
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
        """The lists whose signs end a session: those of degree A, then those of degree B."""
        return tuple(s for degree in "AB" for s in self.sections if s.degree == degree)
