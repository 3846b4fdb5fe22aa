"""An exercise as a page to read: blocks of text that both faces set in their own way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from loosen.domain.body import Caution
from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import OURS, Exercise, Origin, SourceDose
from loosen.text.wording import (
    UNKNOWN,
    areas_words,
    authors_words,
    dose_words,
    equipment_words,
    position_words,
    source_line,
    span_words,
    surfaces_words,
)

MARK_OF_OURS = "◦"
"""Stands before what no article gives."""
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


class Setting(StrEnum):
    """How a block's lines are set."""

    PROSE = "prose"
    NUMBERED = "numbered"
    LISTED = "listed"
    FACTS = "facts"


@dataclass(frozen=True)
class Block:
    """A titled part of a page. Facts are ``name: value`` pairs, other blocks have lines alone."""

    title: str
    setting: Setting
    lines: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    warns: bool = False


def page_of(exercise: Exercise, catalogue: Catalogue) -> tuple[Block, ...]:
    """Everything about an exercise, in the order in which it is wanted."""
    blocks = [
        Block("How", Setting.NUMBERED, exercise.steps),
        Block("Feel", Setting.PROSE, _marked(exercise, "feel", given(exercise.feel))),
        Block("Breathe", Setting.PROSE, _marked(exercise, "breathing", given(exercise.breathing))),
        Block("Mind", Setting.LISTED, _marked(exercise, "cues", exercise.cues)),
        Block("Common faults", Setting.LISTED, _marked(exercise, "faults", exercise.faults)),
        *_caution_blocks(exercise),
        Block("Easier and harder", Setting.FACTS, facts=tuple(_ways(exercise, catalogue))),
        Block("Variants", Setting.FACTS, facts=tuple(_variants(exercise))),
        Block("Dose", Setting.FACTS, facts=tuple(_doses(exercise, catalogue))),
        Block("How we read it", Setting.LISTED, exercise.reading),
        Block("What it takes", Setting.FACTS, facts=tuple(_facts(exercise))),
        Block("Whose it is", Setting.FACTS, facts=tuple(_whose(exercise, catalogue))),
        Block("Ours", Setting.PROSE, tuple(_ours(exercise))),
        Block("Yours", Setting.PROSE, (WHOLLY_YOURS,) if exercise.origin is Origin.OWN else ()),
    ]
    return tuple(block for block in blocks if block.lines or block.facts)


def given(text: str | None) -> tuple[str, ...]:
    """A text as lines: none where there is none."""
    return (text,) if text else ()


def unknown_facts(exercise: Exercise) -> tuple[str, ...]:
    """What the set that an exercise comes from does not say of it; empty for every one of ours."""
    facts = {
        "start position": exercise.position,
        "sides": exercise.sides,
        "equipment": exercise.equipment,
        "level": exercise.level,
        "cautions": exercise.cautions,
    }
    return tuple(name for name, fact in facts.items() if fact is None)


def _mark(exercise: Exercise, key: str) -> str:
    return f"{MARK_OF_OURS} " if key in exercise.ours else ""


def _marked(exercise: Exercise, key: str, lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(_mark(exercise, key) + line for line in lines)


def _caution_blocks(exercise: Exercise) -> Iterator[Block]:
    cautions = exercise.cautions
    if cautions is None:
        yield Block("Take care", Setting.PROSE, (NOBODY_CHECKED,), warns=True)
        return
    if cautions.avoid:
        title = "Leave it out, unless advised otherwise"
        yield Block(title, Setting.FACTS, facts=_meanings(cautions.avoid), warns=True)
    if cautions.ask_first:
        facts = _meanings(cautions.ask_first)
        yield Block("Ask first, or take the easier way", Setting.FACTS, facts=facts, warns=True)
    if exercise.caution_notes:
        notes = _marked(exercise, "caution_notes", exercise.caution_notes)
        yield Block("Take care", Setting.LISTED, notes, warns=True)


def _meanings(cautions: Iterable[Caution]) -> tuple[tuple[str, str], ...]:
    return tuple((caution.label, caution.meaning) for caution in cautions)


def _names(slugs: Iterable[str], catalogue: Catalogue) -> str:
    return " · ".join(catalogue[slug].name for slug in slugs if slug in catalogue)


def _ways(exercise: Exercise, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    if exercise.easier_way:
        yield "easier", _mark(exercise, "easier_way") + exercise.easier_way
    if exercise.easier:
        yield "instead", _names(exercise.easier, catalogue)
    if exercise.harder_way:
        yield "harder", _mark(exercise, "harder_way") + exercise.harder_way
    if exercise.harder:
        yield "then", _names(exercise.harder, catalogue)
    if exercise.before:
        yield "first", _names(exercise.before, catalogue)
    alike = [s for s in exercise.similar if s not in exercise.easier + exercise.harder]
    if alike:
        yield "alike", _names(alike, catalogue)


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
        yield source.code if source else dose.source, _source_dose(dose, catalogue)


def _source_dose(dose: SourceDose, catalogue: Catalogue) -> str:
    source = catalogue.sources.get(dose.source)
    given = dose_words(dose.dose) if dose.dose else "no dose"
    often = f", {dose.frequency}" if dose.frequency else ""
    parts = [f"{given}{often}, as “{dose.called}”."]
    if dose.note:
        parts.append(dose.note)
    if dose.not_given:
        parts.append(f"Not given: {', '.join(dose.not_given)}.")
    if source:
        parts.append(f"— {source_line(source)}")
    return " ".join(parts)


def _facts(exercise: Exercise) -> Iterator[tuple[str, str]]:
    where = f", {surfaces_words(exercise.surfaces)}" if exercise.surfaces else ""
    yield "start", (position_words(exercise.position) if exercise.position else UNKNOWN) + where
    yield "equipment", equipment_words(exercise.equipment)
    yield "level", exercise.level.label if exercise.level else UNKNOWN
    yield "areas", areas_words(exercise.areas)
    if exercise.working_side:
        yield "working side", exercise.working_side
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
        derived = ", ".join(key.replace("_", " ") for key in exercise.ours)
        yield f"The steps are its authors’; {OURS} has derived its {derived} and chosen the dose (◦)."
        return
    keys = [key.replace("_", " ") for key in exercise.ours]
    if keys or exercise.default.ours:
        listed = f": {', '.join(keys)}" if keys else ""
        yield (
            f"What stands behind {MARK_OF_OURS} is {OURS}’s own, from general practice, "
            f"and in no article{listed}. The level is ours throughout."
        )
