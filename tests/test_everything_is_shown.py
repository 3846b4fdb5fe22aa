"""Whatever is written in a file that ships reaches both faces: every text field is walked, none is named."""

from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path

import pytest
from textual.widgets import Static
from tui.story import library_in, opened

from loosen.domain.exercise import Exercise
from loosen.domain.pace import Pace
from loosen.domain.routine import Routine, resolve
from loosen.domain.safety import Safety
from loosen.domain.timeline import unroll
from loosen.domain.value import Record
from loosen.storage import files
from loosen.storage.locations import SHIPPED, shipped_routines
from loosen.storage.snapshot import shipped_catalogue
from loosen.text.exercise_page import page_of
from loosen.text.plain_pages import exercise_page, lines_of, routine_lines, safety_page
from loosen.tui.screens.exercise import ExerciseScreen
from loosen.tui.screens.safety import SafetyScreen
from loosen.tui.widgets.page import block_rows
from loosen.tui.widgets.prose import Prose
from loosen.tui.widgets.routine import routine_rows

CATALOGUE = shipped_catalogue()
ROUTINES = {
    path.stem: files.read_record(Routine, path) for path in files.toml_files(shipped_routines())
}
SAFETY = files.read_record(Safety, SHIPPED / "safety.toml", slug=False)
EVERY = SAFETY.every_exercise
NAMES = frozenset(
    ("slug", "id", "source", "family", "figure", "variant_of", "exercise", "degree")
) | {"easier", "harder", "similar", "before"}
"""Keys whose words name other things for machines."""
PLACES = frozenset({"ours", "said_by"})
"""Keys of an exercise that name other keys: the mark ◦ says what stands there."""
STOP_SHORT = "stop_short"
"""A key of the safety page that is the page itself in two lines, for where it hurts in a session."""


def texts(value: object, skipped: frozenset[str], place: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a value with its place; words of closed lists are no texts."""
    if isinstance(value, Record):
        for key in set(type(value).__struct_fields__) - skipped:
            yield from texts(getattr(value, key), skipped, f"{place}.{key}")
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from texts(held, skipped, f"{place}.{key}")
    elif isinstance(value, tuple):
        for number, held in enumerate(value, 1):
            yield from texts(held, skipped, f"{place}.{number}")
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield place, value


def flat(text: str) -> str:
    return " ".join(text.split())


def missing(value: object, shown: str, skipped: frozenset[str]) -> list[str]:
    """The places of texts that are not shown."""
    return sorted(place for place, text in texts(value, skipped) if flat(text) not in flat(shown))


def plain_page(exercise: Exercise) -> str:
    return "\n".join(lines_of(exercise_page(exercise, CATALOGUE)))


def drawn_page(exercise: Exercise) -> str:
    """The blocks of the app's page, and what the screen sets over them."""
    blocks = Prose(block_rows(page_of(exercise, CATALOGUE)))
    return "\n".join((exercise.name, exercise.summary, str(blocks)))


EXERCISE_KEYS = NAMES | PLACES | {"variants"}


@pytest.mark.parametrize("slug", [record.slug for record in CATALOGUE.records])
def test_every_text_of_an_exercise_and_of_a_variant_is_on_its_page(slug: str) -> None:
    exercise = CATALOGUE[slug]
    assert len(list(texts(exercise, EXERCISE_KEYS))) > len(exercise.steps)
    assert missing(exercise, plain_page(exercise), EXERCISE_KEYS) == []
    assert missing(exercise, drawn_page(exercise), EXERCISE_KEYS) == []


@pytest.mark.parametrize(
    "exercise", [e for e in CATALOGUE.exercises if e.variants], ids=lambda e: e.slug
)
def test_every_text_of_a_variants_file_is_on_the_variants_page(exercise: Exercise) -> None:
    for variant in exercise.variants:
        page = CATALOGUE[variant.slug]
        assert missing(variant, plain_page(page), NAMES | PLACES) == []
        assert missing(variant, drawn_page(page), NAMES | PLACES) == []
        for shown in (plain_page(exercise), drawn_page(exercise)):
            assert flat(variant.name) in flat(shown)
            assert flat(variant.change) in flat(shown)


@pytest.mark.parametrize("slug", list(ROUTINES))
def test_every_text_of_a_routine_is_on_its_page(slug: str) -> None:
    routine = ROUTINES[slug]
    timeline = unroll(resolve(routine, CATALOGUE), CATALOGUE, Pace())
    plain = "\n".join(routine_lines(routine, timeline, EVERY))
    app = str(Prose(routine_rows(routine, timeline, EVERY)))
    for shown in (plain, app):
        assert missing(routine, shown, NAMES | {"brief"}) == []
        assert flat(EVERY) in flat(shown)


def test_some_routines_have_notes_sections_rules_and_words_of_ours() -> None:
    routines = ROUTINES.values()
    steps = [step for routine in routines for step in routine.steps]
    assert sum(step.note is not None for step in steps) > 15
    assert any(step.section for step in steps)
    assert all(routine.rules for routine in routines)
    assert any(routine.ours for routine in routines)


def test_every_text_of_the_safety_page_is_printed() -> None:
    printed = "\n".join(lines_of(safety_page(SAFETY)))
    assert missing(SAFETY, printed, NAMES | {STOP_SHORT}) == []


async def test_every_text_of_the_safety_page_and_of_an_exercise_is_in_the_app(
    tmp_path: Path,
) -> None:
    async with opened(library_in(tmp_path), size=(100, 30)) as story:
        await story.press("exclamation_mark")
        assert isinstance(story.screen, SafetyScreen)
        shown = "\n".join(str(part.content) for part in story.screen.query(Static))
        assert missing(SAFETY, shown, NAMES | {STOP_SHORT}) == []
        await story.press("escape", "enter")
        assert isinstance(story.screen, ExerciseScreen)
        shown = "\n".join(str(part.content) for part in story.screen.query(Static))
        assert missing(story.screen.exercise, shown, EXERCISE_KEYS) == []


async def test_the_two_lines_for_where_it_hurts_are_shown_there(tmp_path: Path) -> None:
    async with opened(
        library_in(tmp_path), size=(120, 36), start="desk-break", rehearsal=True
    ) as story:
        await story.press("d", "h")
        shown = "\n".join(str(part.content) for part in story.screen.query(Static))
        assert all(flat(line) in flat(shown) for line in SAFETY.stop_short)
