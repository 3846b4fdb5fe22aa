"""One exercise as a page of plain text, and as the record that ``--json`` prints."""

from collections.abc import Iterable, Iterator
from typing import Any

from loosen.cli.output import paragraph, strong
from loosen.domain import wording
from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import OURS, Exercise, SourceDose, Variant

AVOID = "Leave it out, unless your doctor or therapist has said otherwise:"
ASK_FIRST = "Ask a doctor or therapist first, or take the easier way:"


def page(exercise: Exercise, catalogue: Catalogue) -> Iterator[str]:
    """The whole entry, line by line."""
    yield from _head(exercise, catalogue)
    steps = [paragraph(s, mark=f"{n:2}. ") for n, s in enumerate(exercise.steps, 1)]
    yield from _part("How", steps)
    yield from _part("Breathing", [paragraph(exercise.breathing, 4)])
    yield from _part("What you feel", [paragraph(exercise.feel, 4)])
    yield from _part("Cues", _points(exercise.cues))
    yield from _part("Common faults", _points(exercise.faults))
    yield from _part("Cautions", _cautions(exercise))
    yield from _part("Easier", _others(exercise.easier_way, exercise.easier, catalogue))
    yield from _part("Harder", _others(exercise.harder_way, exercise.harder, catalogue))
    yield from _part("Similar", _others(None, exercise.similar, catalogue))
    yield from _part("Do these before it", _others(None, exercise.before, catalogue))
    yield from _part("Variants", [line for v in exercise.variants for line in _variant(v)])
    yield from _part("Dose", _default(exercise, catalogue))
    said = [line for dose in exercise.doses for line in _said(dose, catalogue)]
    yield from _part("What the sources say", said)
    yield from _part("How we read them", _points(exercise.reading))
    yield from _part("Ours, not theirs", _ours(exercise))


def _head(exercise: Exercise, catalogue: Catalogue) -> Iterator[str]:
    yield strong(exercise.name)
    yield f"{exercise.slug} · {wording.kind_words(exercise.kind)} · {exercise.level.label}"
    yield ""
    yield paragraph(exercise.summary)
    yield ""
    also = wording.list_words(exercise.areas.secondary)
    facts = {
        "For": wording.areas_words(exercise.areas, primary_only=True)
        + (f"; also {also}" if also else ""),
        "Start": wording.position_words(exercise.position),
        "On": wording.list_words(exercise.surfaces),
        "Sides": exercise.sides.meaning,
        "Working side": exercise.working_side or "",
        "Needs": wording.equipment_words(exercise.equipment),
        "Also kind": wording.list_words(exercise.also),
        "Also called": " · ".join(exercise.aliases),
        "Variant of": _name(exercise.variant_of, catalogue) if exercise.variant_of else "",
        "Changed": exercise.change or "",
    }
    yield from (paragraph(text, mark=f"{name:14}") for name, text in facts.items() if text)


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", strong(title), *found)


def _points(texts: Iterable[str]) -> list[str]:
    return [paragraph(text, 2, "· ") for text in texts]


def _name(slug: str, catalogue: Catalogue) -> str:
    return f"{catalogue[slug].name} ({slug})" if slug in catalogue else slug


def _others(way: str | None, slugs: Iterable[str], catalogue: Catalogue) -> list[str]:
    names = [paragraph(_name(slug, catalogue), 2, "→ ") for slug in slugs]
    return [*([paragraph(way, 4)] if way else []), *names]


def _cautions(exercise: Exercise) -> Iterator[str]:
    degrees = ((AVOID, exercise.cautions.avoid), (ASK_FIRST, exercise.cautions.ask_first))
    for meaning, cautions in degrees:
        if cautions:
            yield paragraph(meaning, 2)
            yield from (paragraph(c.meaning, 4, f"{c.label:21}") for c in cautions)
    yield from _points(exercise.caution_notes)


def _variant(variant: Variant) -> Iterator[str]:
    yield paragraph(f"{variant.name} ({variant.slug})", 2, "→ ")
    dose = f" {wording.dose_words(variant.dose)}." if variant.dose else ""
    yield paragraph(f"{variant.change}{dose}", 4)


def _default(exercise: Exercise, catalogue: Catalogue) -> Iterator[str]:
    default, extra = exercise.default, exercise.stiffer_side
    whose = "ours" if default.ours else "as a source has it"
    yield paragraph(f"{wording.dose_words(default.dose)}, {whose}. {default.because}", 4)
    if extra:
        rounds = f"{wording.span_words(extra.rounds)} rounds in all on the side that feels stiffer"
        says = (
            f"as {_publisher(extra.source, catalogue)} asks" if extra.by_rule else "ours, if asked"
        )
        yield paragraph(f"{rounds}: {says}.", 4)


def _publisher(slug: str, catalogue: Catalogue) -> str:
    if slug == OURS:
        return OURS
    source = catalogue.sources.get(slug)
    return source.publisher if source else slug


def _said(said: SourceDose, catalogue: Catalogue) -> Iterator[str]:
    source = catalogue.sources.get(said.source)
    yield paragraph(wording.source_line(source) if source else said.source, 2)
    dose = wording.dose_words(said.dose) if said.dose else "no dose given"
    facts = {
        "called": f"“{said.called}”",
        "dose": dose,
        "how often": said.frequency or "",
        "note": said.note or "",
        "not given": ", ".join(said.not_given),
    }
    yield from (paragraph(text, 4, f"{name:11}") for name, text in facts.items() if text)


def _ours(exercise: Exercise) -> list[str]:
    words = [key.replace("_", " ") for key in exercise.ours]
    return [paragraph(", ".join(words), 4)] if words else []


def brief_record(exercise: Exercise) -> dict[str, Any]:
    """What ``list --json`` prints of an exercise."""
    whole = exercise.model_dump(mode="json")
    keys = ("name", "kind", "position", "sides", "level", "summary")
    more = ("areas", "equipment", "cautions")
    return {
        "id": exercise.slug,
        **{key: whole[key] for key in keys},
        "dose": whole["default"]["dose"],
        **{key: whole[key] for key in more},
        "variants": [variant.slug for variant in exercise.variants],
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
