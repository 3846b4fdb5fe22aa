"""The texts of standing, strength and floor exercises: each variant tells its own form, and no other."""

import re

import pytest
from motions import cautions_of

from loosen.domain.body import Caution, Sides
from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise
from loosen.domain.pace import Pace
from loosen.domain.timeline import get_ready_seconds
from loosen.services.library import Library
from loosen.storage.locations import of_this_user

EXERCISES = """
leg-swing-front-back leg-swing-side leg-circles runners-lunge-alternating butterfly deep-squat
reverse-tabletop windshield-wipers-seated yoga-squat-roll-up banded-lateral-walk
banded-lateral-walk-ankle glute-bridge single-leg-bridge donkey-kick fire-hydrant lateral-squat
side-lying-leg-raise side-lying-leg-raise-banded happy-baby happy-baby-single
hip-flexor-lunge-kneeling pigeon-pose pigeon-pose-side-lean
"""
SAYS = {
    "banded-lateral-walk-ankle": ("round both ankles", "short step"),
    "side-lying-leg-raise-banded": ("loop band", "against the band", "Take a lighter band"),
    "happy-baby-single": ("your right foot", "Take both feet"),
    "pigeon-pose-side-lean": (
        "Lean to the right",
        "Stay upright",
        "pillow under the outer buttock",
    ),
}
NEVER_SAYS = {
    "banded-lateral-walk-ankle": (
        r"round both thighs",
        r"^Keep the band above",
        r"down to your ankles",
    ),
    "side-lying-leg-raise-banded": (r"^Wear a loop band", r"almost rests, and raise it"),
    "happy-baby-single": (
        r"\bfeet (?:down|from|far)\b",
        r"[Bb]oth feet (?:in|down)",
        r"one foot at a time",
    ),
    "pigeon-pose-side-lean": (
        r"[Ll]ower your body with",
        r"as level as",
        r"Rolling off",
        r"^Lean towards the front leg and",
        r"pregnan",
    ),
}
CONDITIONS = {
    r"replaced hip|hip replacement": Caution.HIP_REPLACEMENT,
    r"pelvic girdle|your pelvis hurts": Caution.PELVIC_GIRDLE,
    r"osteoporosis": Caution.OSTEOPOROSIS,
    r"pregnant": Caution.PREGNANCY,
    r"blood pressure": Caution.BLOOD_PRESSURE,
    r"dizz": Caution.DIZZINESS,
    r"arching backwards|bending backwards|dislikes arching": Caution.EXTENSION_SENSITIVE,
    r"bending forwards? |turning makes your back": Caution.FLEXION_SENSITIVE,
    r"wrists": Caution.WRIST,
    r"your balance": Caution.BALANCE,
    r"front of (?:a|the|your) hip pinches|pinch in the front": Caution.HIP_IMPINGEMENT,
}
WORDS_A_SECOND = 2.5


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Library(of_this_user()).catalogue


def texts(exercise: Exercise) -> tuple[str, ...]:
    """Everything that is said of how to do it."""
    lines = (exercise.summary, exercise.setup, exercise.move, exercise.feel, exercise.breathing)
    ways = (exercise.easier_way, exercise.harder_way)
    lists = exercise.steps + exercise.cues + exercise.faults + exercise.caution_notes
    return tuple(text for text in (*lines, *ways, *lists) if text)


@pytest.mark.parametrize("slug", SAYS)
def test_a_variant_tells_its_own_form(slug: str, catalogue: Catalogue) -> None:
    said = "\n".join(texts(catalogue[slug]))
    assert [words for words in SAYS[slug] if words not in said] == []


@pytest.mark.parametrize("slug", NEVER_SAYS)
def test_a_variant_tells_nothing_of_the_form_it_replaces(slug: str, catalogue: Catalogue) -> None:
    wrong = [
        text
        for text in texts(catalogue[slug])
        for words in NEVER_SAYS[slug]
        if re.search(words, text)
    ]
    assert wrong == []


@pytest.mark.parametrize("slug", EXERCISES.split())
def test_cautions_follow_from_what_the_body_does(slug: str, catalogue: Catalogue) -> None:
    exercise = catalogue[slug]
    assert exercise.motions
    assert exercise.cautions
    assert cautions_of(exercise.motions) - set(exercise.cautions.all) == set()


@pytest.mark.parametrize("slug", EXERCISES.split())
def test_a_note_about_a_condition_means_that_its_caution_is_there(
    slug: str, catalogue: Catalogue
) -> None:
    exercise = catalogue[slug]
    assert exercise.cautions
    told = {
        caution
        for note in exercise.caution_notes
        for words, caution in CONDITIONS.items()
        if re.search(words, note)
    }
    assert told - set(exercise.cautions.all) == set()


@pytest.mark.parametrize("slug", EXERCISES.split())
def test_the_start_and_the_movement_can_be_read_in_time(slug: str, catalogue: Catalogue) -> None:
    exercise = catalogue[slug]
    assert exercise.setup
    assert exercise.move
    assert len(exercise.setup.split()) <= 18
    assert len(exercise.move.split()) <= 14
    assert get_ready_seconds(exercise, Pace()) >= len(exercise.setup.split()) / WORDS_A_SECOND
    if exercise.sides is not Sides.NONE:
        assert "right" in exercise.move.lower()
        assert exercise.side_change


def test_leg_circles_say_when_to_turn_wherever_they_are_told(catalogue: Catalogue) -> None:
    circles = catalogue["leg-circles"]
    assert "turn the circle round" in (circles.move or "")
    assert any("Same leg, other way" in step for step in circles.steps)


def test_a_roll_up_has_time_for_its_breaths(catalogue: Catalogue) -> None:
    assert (catalogue["yoga-squat-roll-up"].seconds_per_rep or 0) >= 2 * Pace().seconds_per_breath


def test_every_entry_names_as_ours_only_what_it_has(catalogue: Catalogue) -> None:
    for record in catalogue.records:
        assert Exercise.from_plain(record.to_plain()) == record, record.slug
