"""What ships is whole: every exercise and routine of the five articles, valid, and claiming nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from loosen.domain.body import Area, Caution, Equipment, Level, Position, Surface
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer import Brief, Plan, compose
from loosen.domain.dose import Dose, Hold, Span, Timed
from loosen.domain.exercise import OURS, Cautions, Exercise
from loosen.domain.pace import LYING, Pace
from loosen.domain.routine import PickStep, Routine, check, resolve
from loosen.domain.timeline import unroll
from loosen.services.library import Library
from loosen.storage import files
from loosen.storage.locations import SHIPPED, of_this_user, shipped_routines
from loosen.text.exercise_page import MARK_OF_OURS, page_of, unknown_facts

EXERCISES = """
assisted-hip-lift banded-lateral-walk butterfly childs-pose deep-squat donkey-kick
figure-four-supine fire-hydrant glute-bridge happy-baby hip-crossover-stretch
hip-flexor-lunge-kneeling inverted-figure-four isometric-knees-in isometric-knees-out
knee-drop-double knee-drop-single knee-to-chest-double knee-to-chest-isometric
knee-to-chest-single knees-in-out lateral-squat leg-circles leg-swing-front-back leg-swing-side
pelvic-tilt pigeon-pose reverse-tabletop runners-lunge-alternating side-lying-leg-raise
single-leg-bridge windshield-wipers-seated yoga-squat-roll-up
"""
VARIANTS = """
assisted-hip-lift-arms-wide banded-lateral-walk-ankle childs-pose-arms-folded happy-baby-single
inverted-figure-four-passive knee-to-chest-double-behind-thighs knee-to-chest-isometric-bed
knee-to-chest-seated knee-to-chest-single-bed knee-to-chest-single-behind-thigh
knee-to-chest-single-opposite-bent pelvic-tilt-pillow pigeon-pose-side-lean
side-lying-leg-raise-banded
"""
SOURCES = {"upright-posture", "paleohacks", "onefoodz", "the-joint", "wikihow"}
AS_PRINTED = {
    "egoscue-flow": "upright-posture",
    "nine-for-the-morning": "paleohacks",
    "stretch-then-strengthen": "onefoodz",
    "five-hip-stretches": "the-joint",
    "knees-to-chest-and-si": "wikihow",
}
MINUTES = {
    "desk-break": 4,
    "first-four-minutes": 4,
    "ten-minute-morning": 10,
    "evening-wind-down": 12,
}
CLAIMS = (
    r"synovia",
    r"oxygen",
    r"fresh blood",
    r"\broot\b",
    r"\bcures?\b|\bcured\b",
    r"\bheals?\b(?! an injury)",  # “not meant to heal an injury” is no claim
    r"(?:joint|hip|pelvis|spine|sacr\w+)\b[^.]*\bout of place",
    r"realign|misalign|back into (?:place|line)",
    r"\btoxin|\bdetox",
    r"guarantee|proven|miracle",
    r"\d\s*%|per ?cent of (?:people|adults)",
    r"!",
)


def text_files() -> list[Path]:
    return sorted([*SHIPPED.rglob("*.toml"), *shipped_routines().glob("*.toml")])


def routine_files() -> list[Path]:
    return files.toml_files(shipped_routines())


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Library(of_this_user()).catalogue


def routine_at(path: Path) -> Routine:
    return files.read_record(Routine, path)


# Exercises


def test_all_thirty_three_exercises_ship_and_no_other(catalogue: Catalogue) -> None:
    assert len(EXERCISES.split()) == 33
    assert sorted(catalogue) == EXERCISES.split()


def test_all_fourteen_variants_ship_and_no_other(catalogue: Catalogue) -> None:
    variants = [record.slug for record in catalogue.records if record.variant_of]
    assert len(variants) == 14
    assert sorted(variants) == VARIANTS.split()


def test_all_five_sources_are_named_by_title_and_publisher(catalogue: Catalogue) -> None:
    assert set(catalogue.sources) == SOURCES
    assert all(source.title and source.publisher for source in catalogue.sources.values())


def test_every_slug_an_exercise_speaks_of_is_there(catalogue: Catalogue) -> None:
    for record in catalogue.records:
        named = {*record.easier, *record.harder, *record.similar, *record.before}
        assert {slug for slug in named if slug not in catalogue} == set(), record.slug
        assert record.slug not in named


def test_every_source_an_exercise_speaks_of_is_there(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises:
        named = {dose.source for dose in exercise.doses}
        named |= {variant.source for variant in exercise.variants}
        if exercise.stiffer_side:
            named.add(exercise.stiffer_side.source)
        assert named <= SOURCES | {OURS}, exercise.slug


def test_every_exercise_has_a_source_and_every_source_exercises(catalogue: Catalogue) -> None:
    assert all(exercise.doses for exercise in catalogue.exercises)
    assert {dose.source for e in catalogue.exercises for dose in e.doses} == SOURCES


def test_every_exercise_says_how_to_do_it_and_what_to_mind(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises:
        assert len(exercise.steps) >= 3, exercise.slug
        assert exercise.cues, exercise.slug
        assert exercise.faults, exercise.slug
        assert exercise.cautions != Cautions(), exercise.slug


def test_nothing_is_unknown_of_what_ships_and_nothing_of_it_is_imported(
    catalogue: Catalogue,
) -> None:
    for exercise in catalogue.records:
        assert not unknown_facts(exercise), exercise.slug
        assert None not in (exercise.surfaces, exercise.feel, exercise.breathing), exercise.slug
        assert exercise.attribution is None, exercise.slug


@pytest.mark.parametrize("words", [Area, Position, Caution, Equipment])
def test_every_word_of_the_lists_is_used(
    words: type[Area | Position | Caution | Equipment], catalogue: Catalogue
) -> None:
    used = {word for record in catalogue.records for word in _words(record)}
    assert set(words) <= used


def _words(exercise: Exercise) -> Iterator[Area | Position | Caution | Equipment]:
    assert exercise.position
    assert exercise.cautions
    assert exercise.equipment is not None
    yield exercise.position
    yield from exercise.areas.primary + exercise.areas.secondary
    yield from exercise.cautions.all
    yield from exercise.equipment.required + exercise.equipment.optional


def test_no_word_stands_twice_in_an_entry(catalogue: Catalogue) -> None:
    for record in catalogue.records:
        words = list(_words(record))
        doubled = {w for w in words if words.count(w) > 1 and not isinstance(w, Equipment)}
        assert not doubled - {Area.CORE}, record.slug
        assert len(set(record.aliases)) == len(record.aliases)


def test_a_default_is_a_sources_dose_or_says_that_it_is_ours(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises:
        default = exercise.default
        given = [said.dose for said in exercise.doses if said.dose]
        assert any(_within(default.dose, dose) for dose in given) != default.ours, exercise.slug


def _within(dose: Dose, given: Dose) -> bool:
    def inside(a: Span, b: Span) -> bool:
        return b.low <= a.low and a.high <= b.high

    same = type(dose.amount) is type(given.amount) and dose.sides is given.sides
    return same and inside(_span(dose), _span(given)) and inside(dose.sets, given.sets)


def _span(dose: Dose) -> Span:
    amount = dose.amount
    return amount.seconds if isinstance(amount, Hold | Timed) else amount.count


def test_a_default_of_ours_is_marked_on_the_page(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises:
        blocks = {block.title: block for block in page_of(exercise, catalogue)}
        here = dict(blocks["Dose"].facts)["here"]
        assert here.startswith(MARK_OF_OURS) == exercise.default.ours, exercise.slug


def test_repetitions_have_a_pace_and_breath_goes_with_repetitions(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises:
        if exercise.breath:
            assert exercise.seconds_per_rep, exercise.slug


# Routines


@pytest.mark.parametrize("path", routine_files(), ids=lambda path: path.stem)
def test_every_routine_is_right_and_unrolls(path: Path, catalogue: Catalogue) -> None:
    routine = routine_at(path)
    assert check(routine, catalogue) == []
    for turn in range(4):
        timeline = unroll(resolve(routine, catalogue, turn), catalogue, Pace())
        assert 60 < timeline.seconds < 45 * 60


def test_the_articles_routines_ship_under_their_sources() -> None:
    named = {path.stem: routine_at(path).source for path in routine_files()}
    assert named.items() >= AS_PRINTED.items()
    assert {source for source in named.values() if source} == SOURCES
    assert sum(source is None for source in named.values()) >= 4


@pytest.mark.parametrize(("slug", "minutes"), MINUTES.items())
def test_a_routine_takes_as_long_as_its_name_says(
    slug: str, minutes: int, catalogue: Catalogue
) -> None:
    routine = routine_at(shipped_routines() / f"{slug}.toml")
    timeline = unroll(resolve(routine, catalogue), catalogue, Pace())
    assert timeline.seconds == pytest.approx(minutes * 60, abs=30)


def test_the_desk_break_is_standing_and_the_bed_routine_in_bed(catalogue: Catalogue) -> None:
    desk = routine_at(shipped_routines() / "desk-break.toml")
    positions = {catalogue[step.exercise].position for step in desk.exercise_steps}
    assert positions == {Position.STANDING}
    bed = routine_at(shipped_routines() / "in-bed.toml")
    for step in bed.exercise_steps:
        exercise = catalogue[step.exercise]
        assert Surface.BED in (exercise.surfaces or ()), step.exercise
        told = (*exercise.steps, *exercise.cues, *exercise.faults, exercise.feel or "")
        assert [line for line in told if re.search(r"\bfloor\b", line)] == [], step.exercise


def test_what_may_be_done_in_bed_fills_eight_minutes_there(catalogue: Catalogue) -> None:
    in_bed = {one.slug for one in catalogue.records if Surface.BED in (one.surfaces or ())}
    elsewhere = tuple(one.slug for one in catalogue.records if one.slug not in in_bed)
    brief = Brief(seconds=480, positions=tuple(LYING), level=Level.GENTLE, exclude=elsewhere)
    plan = compose(brief, catalogue)
    assert isinstance(plan, Plan)
    assert len(plan.steps) >= 3
    assert plan.seconds >= 360


def test_three_or_four_of_six_turn_until_all_have_had_their_day(catalogue: Catalogue) -> None:
    routine = routine_at(shipped_routines() / "stretch-then-strengthen.toml")
    (choice,) = (step for step in routine.steps if isinstance(step, PickStep))
    assert (choice.pick, len(choice.among)) == (Span(3, 4), 6)
    among = {step.exercise for step in choice.among}
    done = [
        {step.exercise for step in resolve(routine, catalogue, turn)} & among for turn in range(4)
    ]
    assert all(len(picked) == 3 for picked in done)
    assert set().union(*done) == among


# Claims


@pytest.mark.parametrize("claim", CLAIMS)
def test_no_claim_of_the_articles_is_passed_on(claim: str) -> None:
    found = [
        f"{path.name}: {line.strip()}"
        for path in text_files()
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(claim, line, re.IGNORECASE)
    ]
    assert found == []
