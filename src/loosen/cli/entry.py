"""One exercise as a page of plain text, and as the record that ``--json`` prints."""

from collections.abc import Iterator
from typing import Any  # a dumped record, whose fields are of many types

from loosen.cli.output import paragraph, strong
from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise
from loosen.domain.routine import Routine
from loosen.domain.settings import Liking
from loosen.domain.timeline import Timeline
from loosen.text.plain.exercise import exercise_page


def page(exercise: Exercise, catalogue: Catalogue) -> Iterator[str]:
    """The whole entry, line by line."""
    for one in exercise_page(exercise, catalogue):
        yield strong(one.text) if one.title else paragraph(one.text, one.indent, one.mark)


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
        "variant_of": exercise.variant_of,
        "liking": liking,
    }


def whole_record(exercise: Exercise, catalogue: Catalogue) -> dict[str, Any]:
    """What ``show --json`` prints: every key of the exercise's file, sources with their titles."""
    whole = _with_id(exercise.model_dump(mode="json"))
    whole["variants"] = [_with_id(variant) for variant in whole["variants"]]
    for said in whole["doses"]:
        said["source"] = _source(said["source"], catalogue)
    return whole


def routine_record(
    routine: Routine, timeline: Timeline, every_exercise: str, catalogue: Catalogue
) -> dict[str, Any]:
    """What ``show --json`` prints of a routine: its file, and its next session."""
    whole = _with_id(routine.model_dump(mode="json"))
    whole["source"] = _source(routine.source, catalogue) if routine.source else None
    following = [
        {
            "exercise": step.exercise.slug,
            "name": step.exercise.name,
            "dose": str(step.dose),
            "seconds": timeline.seconds_of_step(number),
            "section": step.section,
            "note": step.note,
        }
        for number, step in enumerate(timeline.steps)
    ]
    more = {"seconds": timeline.seconds, "every_exercise": every_exercise, "next": following}
    return whole | more


def _source(slug: str, catalogue: Catalogue) -> dict[str, Any]:
    source = catalogue.sources.get(slug)
    return _with_id(source.model_dump()) if source else {"id": slug}


def _with_id(record: dict[str, Any]) -> dict[str, Any]:
    slug = record.pop("slug")
    return {"id": slug, **record}
