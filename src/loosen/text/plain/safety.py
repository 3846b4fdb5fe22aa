"""The safety page as a page of plain text."""

from collections.abc import Iterator

from loosen.domain.safety import Safety
from loosen.text.plain.exercise import Paragraph


def safety_page(safety: Safety) -> Iterator[Paragraph]:
    """The whole page, in the order in which the app shows it."""
    yield Paragraph(safety.intro)
    for section in safety.sections:
        yield Paragraph("")
        yield Paragraph(section.title, title=True)
        if section.lead:
            yield Paragraph(section.lead, 2)
        yield from (Paragraph(item, 2, "· ") for item in section.items)
        if section.after:
            yield Paragraph(section.after, 2)
    yield Paragraph("")
    yield Paragraph(safety.consent)
    yield Paragraph(f"After: {'; '.join(safety.titles)}.")
