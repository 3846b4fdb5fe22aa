"""An exercise as a page of blocks, which each face lays out in its own way."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from loosen.domain.body import Caution
from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import OURS, Exercise, Origin, SourceDose
from loosen.domain.value import Value
from loosen.text.wording import (
    UNKNOWN,
    areas_words,
    authors_words,
    dose_words,
    equipment_words,
    position_words,
    source_line,
    source_name,
    span_words,
    surfaces_words,
)

MARK_OF_OURS = "◦"
"""The mark before texts that come from no article."""
WHOLLY_YOURS = (
    "This exercise is your own: no article stands behind it, and nobody here has checked it."
)
NOBODY_CHECKED = (
    "Nobody has written down who should ask first. Leave it out where you are not sure, "
    "and stop where it hurts."
)
LEFT_OUT_WHERE_ASKED = (
    "Where you ask for one of these, in the composer or in a filter, this exercise is left out."
)


NAMES_OF_KEYS = {
    "summary": "summary",
    "setup": "how it begins",
    "move": "the movement in a line",
    "steps": "steps",
    "feel": "what to feel",
    "breathing": "breathing",
    "breath": "breathing",
    "cues": "what to watch for",
    "faults": "common faults",
    "cautions": "who should ask first",
    "caution_notes": "what to take care of",
    "easier_way": "the easier way",
    "harder_way": "the harder way",
    "seconds_per_rep": "pace",
    "setup_seconds": "time to get ready",
    "surfaces": "what to lie on",
    "equipment": "equipment",
    "areas": "areas",
    "working_side": "working side",
    "side_change": "change of sides",
    "aliases": "other names",
}
"""Names of an exercise's keys for readers, in the order of the page.

The level is left out, as it is ours in every exercise, and so are the motions, whose cautions the page shows.
"""


class Setting(StrEnum):
    """The layout of a block."""

    PROSE = "prose"
    NUMBERED = "numbered"
    LISTED = "listed"
    FACTS = "facts"


class Block(Value):
    """A titled part of a page: pairs of name and text in ``facts``, or else ``lines``.

    ``warns`` is true for cautions, which stand out.
    """

    title: str
    setting: Setting
    lines: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    warns: bool = False


def page_of(exercise: Exercise, catalogue: Catalogue) -> tuple[Block, ...]:
    """Everything about an exercise, the most needed first; blocks without content are left out."""
    blocks = [
        Block("Begin", Setting.PROSE, marked(exercise, "setup")),
        Block("Move", Setting.PROSE, marked(exercise, "move")),
        Block("How", Setting.NUMBERED, marked(exercise, "steps")),
        Block("Feel", Setting.PROSE, marked(exercise, "feel")),
        Block("Breathe", Setting.PROSE, marked(exercise, "breathing")),
        Block("Watch for", Setting.LISTED, marked(exercise, "cues")),
        Block("Common faults", Setting.LISTED, marked(exercise, "faults")),
        *_caution_blocks(exercise),
        Block("Easier and harder", Setting.FACTS, facts=tuple(_ways(exercise, catalogue))),
        Block("Variants", Setting.FACTS, facts=tuple(_variants(exercise))),
        Block("Dose", Setting.FACTS, facts=tuple(_doses(exercise, catalogue))),
        Block("How we read it", Setting.LISTED, exercise.reading),
        Block("What it takes", Setting.FACTS, facts=tuple(_facts(exercise))),
        Block("Whose it is", Setting.FACTS, facts=tuple(_whose(exercise, catalogue))),
        Block("Our additions", Setting.PROSE, tuple(_ours(exercise))),
        Block("Yours", Setting.PROSE, (WHOLLY_YOURS,) if exercise.origin is Origin.OWN else ()),
    ]
    return tuple(block for block in blocks if block.lines or block.facts)


def unknown_facts(exercise: Exercise) -> tuple[str, ...]:
    """The facts that an imported set does not give for an exercise; empty for all others."""
    facts = {
        "start position": exercise.position,
        "sides": exercise.sides,
        "equipment": exercise.equipment,
        "level": exercise.level,
        "cautions": exercise.cautions,
    }
    return tuple(name for name, fact in facts.items() if fact is None)


def _mark(exercise: Exercise, key: str, line: int | str | None = None) -> str:
    return f"{MARK_OF_OURS} " if exercise.sources_of(key, line) == (OURS,) else ""


def marked(exercise: Exercise, key: str) -> tuple[str, ...]:
    """The lines of a key of an exercise, each with ``MARK_OF_OURS`` before it if no article gives it."""
    value = getattr(exercise, key)
    if value is None:
        return ()
    if isinstance(value, str):
        return (_mark(exercise, key) + value,)
    return tuple(_mark(exercise, key, n) + line for n, line in enumerate(value, 1))


def _caution_blocks(exercise: Exercise) -> Iterator[Block]:
    cautions = exercise.cautions
    if cautions is None:
        yield Block("Take care", Setting.PROSE, (NOBODY_CHECKED,), warns=True)
        return
    if cautions.avoid:
        title = "Leave it out, unless advised otherwise"
        yield Block(title, Setting.FACTS, facts=_meanings(exercise, cautions.avoid), warns=True)
    if cautions.ask_first:
        facts = _meanings(exercise, cautions.ask_first)
        yield Block("Ask first, or take the easier way", Setting.FACTS, facts=facts, warns=True)
    if exercise.caution_notes:
        notes = marked(exercise, "caution_notes")
        yield Block("Take care", Setting.LISTED, notes, warns=True)


def _meanings(exercise: Exercise, cautions: Iterable[Caution]) -> tuple[tuple[str, str], ...]:
    return tuple((c.label, _mark(exercise, "cautions", c) + c.meaning) for c in cautions)


def _names(slugs: Iterable[str], catalogue: Catalogue) -> str:
    return " · ".join(catalogue[slug].name for slug in slugs if slug in catalogue)


def _ways(exercise: Exercise, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    alike = (s for s in exercise.similar if s not in exercise.easier + exercise.harder)
    ways = (
        ("easier", " ".join(marked(exercise, "easier_way"))),
        ("instead", _names(exercise.easier, catalogue)),
        ("harder", " ".join(marked(exercise, "harder_way"))),
        ("then", _names(exercise.harder, catalogue)),
        ("before this", _names(_prepare(exercise, catalogue), catalogue)),
        ("after this", _names(exercise.before, catalogue)),
        ("alike", _names(alike, catalogue)),
    )
    yield from ((name, words) for name, words in ways if words)


def _prepare(exercise: Exercise, catalogue: Catalogue) -> Iterator[str]:
    """The exercises that prepare for this one: those with it under ``before``."""
    names = {exercise.slug, exercise.variant_of}
    yield from (one.slug for one in catalogue.exercises if not names.isdisjoint(one.before))


def _variants(exercise: Exercise) -> Iterator[tuple[str, str]]:
    if exercise.variant_of and exercise.change:
        yield "what changes", exercise.change
    for variant in exercise.variants:
        yield variant.name, variant.change


def _doses(exercise: Exercise, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    default = exercise.default
    mark = f"{MARK_OF_OURS} " if default.ours else ""
    yield "here", f"{mark}{dose_words(default.dose)}. {default.because}"
    if exercise.seconds_per_rep:
        pace = f"{exercise.seconds_per_rep:g} s a repetition"
        yield "pace", _mark(exercise, "seconds_per_rep") + pace
    stiffer = exercise.stiffer_side
    if stiffer:
        whose = "an article’s rule" if stiffer.by_rule else f"{MARK_OF_OURS} on request"
        yield "stiffer side", f"{span_words(stiffer.rounds)} rounds in all, {whose}"
    for dose in exercise.doses:
        source = catalogue.sources.get(dose.source)
        yield source_name(source) if source else dose.source, _source_dose(dose, catalogue)


def _source_dose(dose: SourceDose, catalogue: Catalogue) -> str:
    source = catalogue.sources.get(dose.source)
    amount = dose_words(dose.dose) if dose.dose else "no dose"
    often = f", {dose.frequency}" if dose.frequency else ""
    parts = [f"{amount}{often}, as “{dose.called}”."]
    if dose.note:
        parts.append(dose.note)
    if dose.not_given:
        parts.append(f"Not given: {', '.join(dose.not_given)}.")
    if source:
        by = f", by {source.author}" if source.author else ""
        parts.append(f"— {source.title}{by}")
    return " ".join(parts)


def _facts(exercise: Exercise) -> Iterator[tuple[str, str]]:
    surfaces = exercise.surfaces or ()
    marks = (_mark(exercise, "surfaces", n) for n in range(1, len(surfaces) + 1))
    where = f", {surfaces_words(surfaces, marks)}" if surfaces else ""
    yield "start", (position_words(exercise.position) if exercise.position else UNKNOWN) + where
    yield "equipment", equipment_words(exercise.equipment)
    yield "level", exercise.level.label if exercise.level else UNKNOWN
    yield "areas", areas_words(exercise.areas)
    if exercise.working_side:
        yield "working side", " ".join(marked(exercise, "working_side"))
    if exercise.side_change:
        change = exercise.side_change.meaning
        yield "other side", _mark(exercise, "side_change") + change
    if exercise.aliases:
        yield "also called", ", ".join(exercise.aliases)


def _whose(exercise: Exercise, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    whose = exercise.attribution
    if whose is None:
        return
    source = catalogue.sources.get(whose.source)
    yield "imported from", source_line(source) if source else whose.source
    yield "author", authors_words(whose)
    yield "licence", f"{whose.licence}, {whose.licence_address}"
    yield "address", whose.address
    if whose.original:
        yield "original", whose.original
    if unknown := unknown_facts(exercise):
        yield "it does not say", f"{', '.join(unknown)}. {LEFT_OUT_WHERE_ASKED}"


def _ours(exercise: Exercise) -> Iterator[str]:
    if exercise.attribution:
        derived = ", ".join(NAMES_OF_KEYS.get(key, key.replace("_", " ")) for key in exercise.ours)
        yield f"The steps are its authors’; {OURS} has derived its {derived} and chosen the dose (◦)."
        return
    whole, part = _shares(exercise)
    if whole or part or exercise.default.ours:
        shares = (("Wholly", whole), ("In part", part))
        listed = "".join(f" {how}: {', '.join(names)}." for how, names in shares if names)
        yield (
            f"Each line behind {MARK_OF_OURS} is {OURS}’s own, from general practice, "
            f"and in no article.{listed} The level is ours throughout."
        )


def _shares(exercise: Exercise) -> tuple[list[str], list[str]]:
    """Names of the keys of an exercise that are wholly ours, and of those that are partly ours."""
    keys = {place.partition(".")[0] for place in exercise.ours}
    wholly: dict[str, bool] = {}
    for key, name in NAMES_OF_KEYS.items():
        if key in keys and getattr(exercise, key):
            wholly[name] = wholly.get(name, True) and _is_wholly_ours(exercise, key)
    return (
        [name for name, whole in wholly.items() if whole],
        [name for name, whole in wholly.items() if not whole],
    )


def _is_wholly_ours(exercise: Exercise, key: str) -> bool:
    """Whether no article gives any line of a key."""
    said = getattr(exercise, key)
    lines: Iterable[int | str] = ()
    if key == "cautions" and exercise.cautions:
        lines = exercise.cautions.all
    elif isinstance(said, tuple):
        lines = range(1, len(said) + 1)
    return all(_mark(exercise, key, line) for line in lines)
