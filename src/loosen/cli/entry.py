"""One exercise as a page of plain text, and as the record that ``--json`` prints."""

from collections.abc import Iterator
from typing import Any, assert_never  # a dumped record, whose fields are of many types

from loosen.cli.output import paragraph, strong
from loosen.domain import wording
from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise
from loosen.domain.page import MARK_OF_OURS, Block, Setting, page_of
from loosen.domain.settings import Liking

WIDEST_NAME = 20
"""A block with a longer name sets the names above what they name, not beside it."""


def page(exercise: Exercise, catalogue: Catalogue) -> Iterator[str]:
    """The whole entry, line by line."""
    yield strong(exercise.name)
    kind = wording.kind_words(exercise.kind)
    sides = exercise.sides.meaning if exercise.sides else "sides unknown"
    facts = (exercise.slug, wording.origin_words(exercise), kind, sides)
    yield paragraph(" · ".join(filter(None, facts)))
    if exercise.variant_of:
        parent = catalogue[exercise.variant_of]
        yield paragraph(f"a variant of {parent.name} ({parent.slug})")
    yield ""
    yield paragraph(exercise.summary)
    for block in page_of(exercise, catalogue):
        yield ""
        yield strong(block.title)
        yield from _set(block)


def _set(block: Block) -> Iterator[str]:
    match block.setting:
        case Setting.PROSE:
            yield from (paragraph(line, 2) for line in block.lines)
        case Setting.NUMBERED:
            yield from (paragraph(s, mark=f"{n:3}. ") for n, s in enumerate(block.lines, 1))
        case Setting.LISTED:
            yield from map(_item, block.lines)
        case Setting.FACTS:
            yield from _facts(block)
        case _:
            assert_never(block.setting)


def _item(line: str) -> str:
    mark = MARK_OF_OURS if line.startswith(MARK_OF_OURS) else "·"
    return paragraph(line.removeprefix(mark), 2, f"{mark} ")


def _facts(block: Block) -> Iterator[str]:
    widest = max(len(name) for name, _ in block.facts)
    for name, text in block.facts:
        if widest > WIDEST_NAME:
            yield paragraph(name, 2)
            yield paragraph(text, 4)
        else:
            yield paragraph(text, 2, f"{name:{widest}}  ")


def brief_record(exercise: Exercise, liking: Liking | None) -> dict[str, Any]:
    """What ``list --json`` prints of an exercise."""
    whole = exercise.model_dump(mode="json")
    keys = ("name", "origin", "kind", "position", "sides", "level", "summary")
    more = ("areas", "equipment", "cautions", "attribution")
    return {
        "id": exercise.slug,
        **{key: whole[key] for key in keys},
        "dose": whole["default"]["dose"],
        **{key: whole[key] for key in more},
        "variants": [variant.slug for variant in exercise.variants],
        "liking": liking,
    }


def whole_record(exercise: Exercise, catalogue: Catalogue) -> dict[str, Any]:
    """What ``show --json`` prints: every key of the exercise's file, sources with their titles."""
    whole = _with_id(exercise.model_dump(mode="json"))
    whole["variants"] = [_with_id(variant) for variant in whole["variants"]]
    for said in whole["doses"]:
        source = catalogue.sources.get(said["source"])
        said["source"] = _with_id(source.model_dump()) if source else {"id": said["source"]}
    return whole


def _with_id(record: dict[str, Any]) -> dict[str, Any]:
    slug = record.pop("slug")
    return {"id": slug, **record}
