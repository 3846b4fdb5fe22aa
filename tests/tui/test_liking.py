"""What a person thinks of an exercise: one key sets it, the same takes it back, the composer knows."""

from datetime import timedelta

from tui.story import LARGE, SMALL, Story, opened
from tui.test_due import sit

from loosen.domain.composer import Plan
from loosen.services.library import Library
from loosen.tui.screens.compose import ComposeScreen
from loosen.tui.screens.exercise import ExerciseScreen

FIRST = "leg-swing-front-back"


async def press(story: Story, *keys: str) -> None:
    await story.press(*keys)
    await story.settle()


def plan(story: Story) -> Plan:
    answer = story.the(ComposeScreen).proposals.answer
    assert isinstance(answer, Plan)
    return answer


async def test_a_key_in_the_list_sets_it_and_the_same_key_takes_it_back(library: Library) -> None:
    async with opened(library, size=SMALL) as story:
        await press(story, "plus")
        assert library.settings.exercises.liked == (FIRST,)
        assert "  + Leg swing, front to back" in story.lines[3]
        await press(story, "minus")
        assert library.settings.exercises.less == (FIRST,)
        assert "  − Leg swing, front to back" in story.lines[3]
        assert "Rather not: suggested where" in story.text
        await press(story, "x")
        assert library.settings.exercises.never == (FIRST,)
        assert "  × Leg swing, front to back" in story.lines[3]
        await press(story, "x")
        assert library.settings.exercises.liking(FIRST) is None
        assert "    Leg swing, front to back" in story.lines[3]


async def test_the_page_says_it_in_words_and_the_list_shows_it_after(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "enter", "x")
        assert isinstance(story.app.screen, ExerciseScreen)
        assert "Never: not suggested." in story.text
        await press(story, "right", "plus", "left")
        assert "Never: not suggested." in story.text
        await press(story, "escape")
        assert "  × Leg swing, front to back" in story.lines[3]
        assert "  + Leg swing, side to side" in story.lines[4]


async def test_a_plan_is_composed_anew_without_what_is_never_wanted(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3")
        first = plan(story).steps[0].exercise
        await press(story, "1", "/", *first.name[:12], "enter")
        await press(story, "x", "3")
        assert library.settings.exercises.never
        slug = library.settings.exercises.never[0]
        assert slug not in {step.exercise.slug for step in plan(story).steps}
        await press(story, "1", "x", "3")
        assert plan(story).brief.never == ()


async def test_what_was_done_today_is_known_to_the_composer_and_not_remembered(
    library: Library,
) -> None:
    sit(library, "in-bed", timedelta(hours=1))
    async with opened(library, size=LARGE) as story:
        await press(story, "3", "plus")
        assert set(plan(story).brief.recency.values()) == {0}
        await press(story, "1")
        assert library.brief.seconds == 660
        assert library.brief.recency == {}


async def test_an_own_exercise_keeps_its_mark_when_it_is_liked(library: Library) -> None:
    folder = library.locations.exercises
    folder.mkdir(parents=True)
    text = (
        'name = "Aaa"\nkind = "dynamic-warmup"\nposition = "standing"\nsides = "each"\n'
        'dose = "10 each side"\nsteps = ["Swing."]\nareas = { primary = ["glutes"] }\n'
    )
    folder.joinpath("aaa.toml").write_text(text, encoding="utf-8")
    library.reload()
    async with opened(library, size=SMALL) as story:
        await press(story, "/", *"aaa", "enter")
        assert "   ◆ Aaa" in story.line_with("Aaa")
        await press(story, "plus")
        assert "  +◆ Aaa" in story.lines[3]
