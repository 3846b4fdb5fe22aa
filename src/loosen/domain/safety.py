"""The safety page: when to stop, when to see someone, who should ask first. Words, not diagnoses."""

from typing import Literal

from loosen.domain.value import Record, Slug, Text


class SafetySection(Record):
    """One part of the page. ``degree`` grades red flags: A now, B soon, C at a routine visit."""

    id: Slug
    title: Text
    lead: Text | None = None
    items: tuple[Text, ...] = ()
    after: Text | None = None
    degree: Literal["A", "B", "C"] | None = None


class Safety(Record):
    """The whole page. ``stop_short`` is the stop rules in two lines, for the middle of a session."""

    intro: Text
    consent: Text
    every_exercise: Text
    stop_short: tuple[Text, ...]
    sections: tuple[SafetySection, ...]
    titles: tuple[Text, ...] = ()

    @property
    def red_flags(self) -> tuple[SafetySection, ...]:
        """The lists whose signs end a session: those of degree A, then those of degree B."""
        return tuple(s for degree in "AB" for s in self.sections if s.degree == degree)
