"""What is said of each shipped exercise and variant: short, true of that form, careful, and owned."""

import re
from collections.abc import Iterator

import pytest
from motions import cautions_of

from loosen.domain.body import Caution, Motion, Side, SideChange, Sides
from loosen.domain.catalogue import Catalogue
from loosen.domain.dose import Breaths
from loosen.domain.exercise import OURS, BreathPattern, Exercise, Variant
from loosen.domain.pace import Pace
from loosen.domain.routine import Routine
from loosen.domain.timeline import get_ready_seconds, side_change_seconds
from loosen.services.library import Library
from loosen.storage import files
from loosen.storage.locations import SHIPPED, of_this_user, shipped_routines
from loosen.text.session_text import mirrored

EXERCISES = sorted(path.stem for path in files.toml_files(SHIPPED / "exercises"))
every_exercise = pytest.mark.parametrize("slug", EXERCISES)

WORDS_A_SECOND = 2.5
"""How fast a line is read while getting into place."""
MOST_WORDS_TO_BEGIN, MOST_WORDS_TO_MOVE = 20, 16

NOTES: tuple[tuple[str, Caution], ...] = (
    (r"osteoporosis", Caution.OSTEOPOROSIS),
    (r"pregnan", Caution.PREGNANCY),
    (r"hip replacement|replaced hip|hip surgery|new hip", Caution.HIP_REPLACEMENT),
    (r"blood pressure", Caution.BLOOD_PRESSURE),
    (r"dizzy", Caution.DIZZINESS),
    (r"pubic|pelvic (?:girdle )?pain", Caution.PELVIC_GIRDLE),
    (
        r"pinch[^.]*front of (?:the|your) hip|front of (?:the|your) hip[^.]*pinch",
        Caution.HIP_IMPINGEMENT,
    ),
    (r"(?:dislikes|bothers?|hurts?)[^.]*bend(?:ing)? forward", Caution.FLEXION_SENSITIVE),
    (r"bend(?:ing)? forwards?[^.]*(?:dislikes|bothers?|hurts?)", Caution.FLEXION_SENSITIVE),
    (r"dislikes (?:bending|twisting)|twisting troubles", Caution.FLEXION_SENSITIVE),
    (r"bend(?:ing)? backwards? hurts|arching hurts", Caution.EXTENSION_SENSITIVE),
    (r"knees? (?:hurts?|complains?|minds?|dislikes?|is sore|are sore)\b", Caution.KNEE),
    (r"sore knees?|bothers your knees?", Caution.KNEE),
    (r"your neck (?:hurts|minds|complains)", Caution.NECK),
    (r"(?:your )?shoulders? (?:hurts?|minds?|complains?)|hurts a shoulder", Caution.SHOULDER),
    (r"wrists? (?:hurts?|minds?|complains?|is sore|are sore)", Caution.WRIST),
)
"""What a note about a condition says, and the caution that the exercise then carries."""

ASKS_FOR_CHANGE: tuple[tuple[SideChange, str], ...] = (
    (SideChange.ROLL_OVER, r"roll over"),
    (SideChange.TURN_ROUND, r"turn round"),
    (SideChange.STANDING_LEG, r"wall or chair back.* Stand on your left leg"),
    (SideChange.SWAP_KNEES, r"Kneel on your right knee"),
    (SideChange.SLIDE_THROUGH, r"Slide your right knee forward"),
    (SideChange.CROSS_OTHER, r"right ankle (?:across|on|above)"),
    (SideChange.SHIFT_AND_CROSS, r"Shuffle both feet.*Lay your left ankle"),
    (SideChange.SHIFT_FEET, r"Shuffle both feet(?!.*Lay your left ankle)"),
)
"""Words of how an exercise is done, and the change of sides that they make necessary."""

TELLS_WHAT_TO_DO: dict[Caution, str] = {
    Caution.KNEE: r"\bknees?\b",
    Caution.WRIST: r"wrist",
    Caution.SHOULDER: r"shoulder",
    Caution.NECK: r"neck|head",
    Caution.BALANCE: r"balance|unsteady|wobble",
    Caution.HIP_REPLACEMENT: r"hip replacement|replaced hip|hip surgery",
    Caution.HIP_IMPINGEMENT: r"pinch",
    Caution.PREGNANCY: r"pregnan",
    Caution.PELVIC_GIRDLE: r"pelvi[sc]",
    Caution.OSTEOPOROSIS: r"osteoporosis",
    Caution.FLEXION_SENSITIVE: r"bending forward|dislikes (?:bending|twisting)|twisting troubles|turning",
    Caution.EXTENSION_SENSITIVE: r"arch|bending backwards",
    Caution.BLOOD_PRESSURE: r"blood pressure",
    Caution.DIZZINESS: r"dizz",
}
"""A caution, and what a note speaks of that says what to do about it; the floor speaks for itself."""

VARIANTS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "assisted-hip-lift-arms-wide",
        ("level with your shoulders", "arms wide"),
        ("halfway", "a little out"),
    ),
    ("pelvic-tilt-pillow", ("pillow between", "do not squeeze"), ()),
    ("knee-to-chest-single-bed", ("on the bed", "in bed"), ("floor", "chair")),
    (
        "knee-to-chest-seated",
        ("sit tall", "firm chair", "foot flat"),
        (
            "lie on your back",
            "you lie",
            "head rest",
            "other leg long",
            "both knees together",
            "relaxed and flat",
        ),
    ),
    (
        "knee-to-chest-single-behind-thigh",
        ("behind the right thigh", "hands behind the thigh"),
        ("shin", "kneecap", "if your knee hurts", "hold behind the thigh if"),
    ),
    (
        "knee-to-chest-single-opposite-bent",
        ("both knees bent", "other foot flat", "left foot stays"),
        ("legs long", "other leg long", "left leg stays"),
    ),
    (
        "knee-to-chest-double-behind-thighs",
        ("one hand behind each thigh",),
        ("shin", "kneecap", "knees hurt"),
    ),
    ("knee-to-chest-isometric-bed", ("on the bed", "in bed", "behind the thigh"), ("floor",)),
    (
        "childs-pose-arms-folded",
        ("fold your arms", "forehead rest on your arms"),
        ("slide your hands", "hands sliding", "arms long", "arms reach", "beside you", "walk both"),
    ),
    (
        "inverted-figure-four-passive",
        ("legs rest", "overhead"),
        (
            "left ankle on",
            "up into the ankle",
            "nudge",
            "top ankle cranking",
            "toes of both",
            "leg underneath",
            "knee hurts",
        ),
    ),
)
"""Words that a variant's texts hold, and words of the form it replaces that they do not."""

SECONDS_A_BREATH = 5
BREATHS_A_REPETITION = {
    "knee-drop-single": 1,
    "knee-drop-double": 2,
    "knees-in-out": 1,
    "pelvic-tilt": 1,
    "yoga-squat-roll-up": 2,
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Library(of_this_user()).catalogue


def records_of(slug: str, catalogue: Catalogue) -> list[Exercise]:
    """An exercise and each of its variants."""
    exercise = catalogue[slug]
    return [exercise, *(catalogue[variant.slug] for variant in exercise.variants)]


def lines_of(record: Exercise) -> Iterator[str]:
    """All that is said of how it is done, but not how an article was read."""
    single = ("summary", "feel", "breathing", "setup", "move", "easier_way", "harder_way")
    yield from (text for key in single if (text := getattr(record, key)))
    for key in ("steps", "cues", "faults", "caution_notes"):
        yield from getattr(record, key)


# How it begins, and what moves


@every_exercise
def test_it_says_in_a_line_each_how_it_begins_and_what_moves(
    slug: str, catalogue: Catalogue
) -> None:
    for record in records_of(slug, catalogue):
        assert record.setup, record.slug
        assert record.move, record.slug
        assert len(record.setup.split()) <= MOST_WORDS_TO_BEGIN, record.setup
        assert len(record.move.split()) <= MOST_WORDS_TO_MOVE, record.move
        assert re.fullmatch(r"[A-Z][^.!?]*\.", record.move), record.move


@every_exercise
def test_what_moves_names_the_side_where_there_is_one(slug: str, catalogue: Catalogue) -> None:
    for record in records_of(slug, catalogue):
        assert record.move
        words = set(re.findall(r"[a-z]+", record.move.lower()))
        if record.sides is Sides.NONE:
            assert not words & {"right", "left"}, record.move
        else:
            assert "right" in words, record.move
            assert "left" in mirrored(record.move, Side.LEFT), record.move


@every_exercise
def test_there_is_time_to_read_how_it_begins(slug: str, catalogue: Catalogue) -> None:
    for record in records_of(slug, catalogue):
        assert record.setup
        needed = len(record.setup.split()) / WORDS_A_SECOND
        assert get_ready_seconds(record, Pace()) >= needed, record.slug


@every_exercise
def test_an_exercise_of_two_sides_says_what_changing_them_takes(
    slug: str, catalogue: Catalogue
) -> None:
    for record in records_of(slug, catalogue):
        assert (record.side_change is None) is (record.sides is Sides.NONE), record.slug
        if record.side_change:
            assert side_change_seconds(record, Pace()) >= record.side_change.seconds


@every_exercise
def test_a_cue_or_fault_is_a_phrase_and_a_step_a_sentence(slug: str, catalogue: Catalogue) -> None:
    for record in records_of(slug, catalogue):
        for phrase in record.cues + record.faults:
            assert phrase[0].isupper(), (record.slug, phrase)
            assert phrase[-1] not in ".!?:;,", (record.slug, phrase)
        for sentence in record.steps + record.caution_notes:
            assert sentence[0].isupper(), (record.slug, sentence)
            assert sentence.endswith("."), (record.slug, sentence)


@every_exercise
def test_the_change_of_sides_that_is_told_is_the_one_its_own_steps_ask_for(
    slug: str, catalogue: Catalogue
) -> None:
    for record in records_of(slug, catalogue):
        if record.side_change is None:
            continue
        told = " ".join((record.setup or "", *record.steps))
        asked = {change for change, words in ASKS_FOR_CHANGE if re.search(words, told)}
        assert record.side_change in (asked or {SideChange.STAY, SideChange.OTHER_LEG}), record.slug


# Cautions


@every_exercise
def test_its_cautions_hold_all_that_its_motions_bring(slug: str, catalogue: Catalogue) -> None:
    for record in records_of(slug, catalogue):
        assert record.motions, record.slug
        assert record.cautions
        missing = cautions_of(record.motions) - set(record.cautions.all)
        assert not missing, (record.slug, sorted(missing))


@every_exercise
def test_a_note_about_a_condition_means_that_its_caution_is_there(
    slug: str, catalogue: Catalogue
) -> None:
    for record in records_of(slug, catalogue):
        assert record.cautions
        for note in record.caution_notes:
            for words, caution in NOTES:
                if re.search(words, note, re.IGNORECASE):
                    assert caution in record.cautions.all, (record.slug, caution, note)


@every_exercise
def test_a_caution_has_a_note_that_says_what_to_do(slug: str, catalogue: Catalogue) -> None:
    for record in records_of(slug, catalogue):
        assert record.cautions
        notes = " ".join(record.caution_notes)
        for caution in set(record.cautions.all) - {Caution.FLOOR_TRANSFER}:
            told = re.search(TELLS_WHAT_TO_DO[caution], notes, re.IGNORECASE)
            assert told, (record.slug, caution)


def test_every_motion_is_of_some_exercise(catalogue: Catalogue) -> None:
    used = {motion for record in catalogue.records for motion in record.motions}
    assert used == set(Motion)


# Variants


@every_exercise
def test_a_variant_has_a_beginning_and_steps_of_its_own(slug: str, catalogue: Catalogue) -> None:
    for variant in catalogue[slug].variants:
        assert variant.setup, variant.slug
        assert variant.steps, variant.slug
        assert variant.steps != catalogue[slug].steps, variant.slug


@pytest.mark.parametrize(("slug", "must", "must_not"), VARIANTS, ids=[row[0] for row in VARIANTS])
def test_a_variant_tells_its_own_form_and_not_the_one_it_replaces(
    slug: str, must: tuple[str, ...], must_not: tuple[str, ...], catalogue: Catalogue
) -> None:
    variant = catalogue[slug]
    assert variant.variant_of
    assert _wrong_words(variant, must, must_not) == []
    assert _wrong_words(catalogue[variant.variant_of], must, must_not), "the parent passes, too"


def _wrong_words(
    record: Exercise, must: tuple[str, ...], must_not: tuple[str, ...]
) -> list[tuple[str, str]]:
    """Words that are missing, and lines that hold words that should not be there."""
    lines = [line.lower() for line in lines_of(record)]
    missing = [(words, "is missing") for words in must if not any(words in line for line in lines)]
    return missing + [(words, line) for words in must_not for line in lines if words in line]


# Whose word it is


@every_exercise
def test_what_no_article_gives_is_marked_as_ours(slug: str, catalogue: Catalogue) -> None:
    for record in records_of(slug, catalogue):
        assert record.sources_of("motions") == (OURS,), record.slug
        if record.side_change:
            assert record.sources_of("side_change") == (OURS,), record.slug
        if record.setup_seconds:
            assert record.sources_of("setup_seconds") == (OURS,), record.slug


@every_exercise
def test_a_key_is_ours_as_a_whole_or_by_its_lines_but_not_both(
    slug: str, catalogue: Catalogue
) -> None:
    for record in _as_written(catalogue[slug]):
        assert len(set(record.ours)) == len(record.ours), record.slug
        for place in record.ours:
            key, _, line = place.partition(".")
            assert not (line and key in record.ours), (record.slug, place)


@every_exercise
def test_a_key_is_not_ours_line_by_line_to_the_last(slug: str, catalogue: Catalogue) -> None:
    for record in _as_written(catalogue[slug]):
        for key in ("steps", "cues", "faults", "caution_notes", "aliases"):
            lines = getattr(record, key, None) or ()
            marked = _marked_lines(record, key)
            assert not lines or len(marked) < len(lines), f"{record.slug}: {key} as a whole is ours"


def _as_written(exercise: Exercise) -> list[Exercise | Variant]:
    """An exercise and its variants as its file has them."""
    return [exercise, *exercise.variants]


def _marked_lines(record: Exercise | Variant, key: str) -> set[str]:
    return {place for place in record.ours if place.startswith(f"{key}.")}


@every_exercise
def test_what_one_article_alone_says_is_of_an_article_that_speaks_of_it(
    slug: str, catalogue: Catalogue
) -> None:
    exercise = catalogue[slug]
    assert set(exercise.said_by) <= {dose.source for dose in exercise.doses}
    said = [place for places in exercise.said_by.values() for place in places]
    assert not set(said) & set(exercise.ours)


# Breath and pace


@every_exercise
def test_the_breath_that_is_counted_is_the_one_that_is_told(
    slug: str, catalogue: Catalogue
) -> None:
    for record in records_of(slug, catalogue):
        if record.breath:
            assert record.breathing
            told = re.findall(r"\b(in|out)\b", record.breathing.lower())
            assert told, record.slug
            if {"in", "out"} <= set(told):
                assert (told[0] == "out") is (record.breath is BreathPattern.OUT_IN), (
                    record.breathing
                )


@pytest.mark.parametrize(("slug", "breaths"), BREATHS_A_REPETITION.items())
def test_a_repetition_leaves_time_for_its_breaths(
    slug: str, breaths: int, catalogue: Catalogue
) -> None:
    seconds = catalogue[slug].seconds_per_rep
    assert seconds
    assert seconds >= breaths * SECONDS_A_BREATH


def test_the_childs_pose_is_as_long_by_itself_as_in_its_routine(catalogue: Catalogue) -> None:
    routine = files.read_record(Routine, shipped_routines() / "knees-to-chest.toml")
    (step,) = (s for s in routine.exercise_steps if s.exercise == "childs-pose")
    exercise = catalogue["childs-pose"]
    alone, there = exercise.default.dose.amount, step.dose_for(exercise).amount
    assert isinstance(alone, Breaths)
    assert isinstance(there, Breaths)
    assert alone.count.low == there.count.low
