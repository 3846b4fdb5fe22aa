"""The safety page as a page of plain text."""

from collections.abc import Iterator

from loosen.domain.safety import Safety, SafetySection
from loosen.text.plain.exercise import Paragraph


def safety_page(safety: Safety) -> Iterator[Paragraph]:
    """The whole page, in the order in which the app shows it."""
    yield Paragraph(safety.intro)
    for words in (safety.every_exercise, safety.follows):
        yield Paragraph("")
        yield Paragraph(words)
    for section in safety.sections:
        yield Paragraph("")
        yield from _section(section)
    yield Paragraph("")
    yield Paragraph(safety.consent)
    yield Paragraph(f"After: {'; '.join(safety.titles)}.")


def _section(section: SafetySection) -> Iterator[Paragraph]:
    yield Paragraph(section.title, title=True)
    if section.lead:
        yield Paragraph(section.lead, 2)
    for item in section.items:
        yield Paragraph(item.text, 2, "· ")
        yield from (Paragraph(sign, 4, "- ") for sign in item.signs)
    if section.after:
        yield Paragraph(section.after, 2)
    yield Paragraph(f"Follows: {section.follows}", 2)
