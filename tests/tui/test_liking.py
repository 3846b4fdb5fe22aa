"""What a person thinks of an exercise: one key sets it, the same takes it back, the composer knows."""

from datetime import timedelta

from tui.stage import LARGE, SMALL, Stage, on_stage
from tui.test_due import sit

from loosen.domain.composer import Plan
from loosen.storage.library import Library
from loosen.tui.screens.compose import ComposeScreen
from loosen.tui.screens.exercise import ExerciseScreen

FIRST = "leg-swing-front-back"


async def press(stage: Stage, *keys: str) -> None:
    await stage.press(*keys)
    await stage.settle()


def plan(stage: Stage) -> Plan:
    answer = stage.the(ComposeScreen)._answer
    assert isinstance(answer, Plan)
    return answer


async def test_a_key_in_the_list_sets_it_and_the_same_key_takes_it_back(library: Library) -> None:
    async with on_stage(library, SMALL) as stage:
        await press(stage, "plus")
        assert library.settings.exercises.liked == (FIRST,)
        assert "Leg swing, front to back +" in stage.lines[3]
        await press(stage, "minus")
        assert library.settings.exercises.less == (FIRST,)
        assert "Leg swing, front to back -" in stage.lines[3]
        assert "rather not" in stage.text
        await press(stage, "x")
        assert library.settings.exercises.never == (FIRST,)
        assert "Leg swing, front to back ×" in stage.lines[3]
        await press(stage, "x")
        assert library.settings.exercises.liking(FIRST) is None
        assert "Leg swing, front to back  " in stage.lines[3]


async def test_the_page_says_it_in_words_and_the_list_shows_it_after(library: Library) -> None:
    async with on_stage(library, LARGE) as stage:
        await press(stage, "enter", "x")
        assert isinstance(stage.app.screen, ExerciseScreen)
        assert "Never for you: the composer leaves it out." in stage.text
        await press(stage, "right", "plus", "left")
        assert "Never for you: the composer leaves it out." in stage.text
        await press(stage, "escape")
        assert "Leg swing, front to back ×" in stage.lines[3]
        assert "Leg swing, side to side +" in stage.lines[4]


async def test_a_plan_is_composed_anew_without_what_is_never_wanted(library: Library) -> None:
    async with on_stage(library, LARGE) as stage:
        await press(stage, "3")
        first = plan(stage).steps[0].exercise
        await press(stage, "1", "/", *first.name[:12], "enter")
        await press(stage, "x", "3")
        assert library.settings.exercises.never
        slug = library.settings.exercises.never[0]
        assert slug not in {step.exercise.slug for step in plan(stage).steps}
        await press(stage, "1", "x", "3")
        assert plan(stage).brief.never == ()


async def test_what_was_done_today_is_known_to_the_composer_and_not_remembered(
    library: Library,
) -> None:
    sit(library, "in-bed", timedelta(hours=1))
    async with on_stage(library, LARGE) as stage:
        await press(stage, "3", "plus")
        assert set(plan(stage).brief.recency.values()) == {0}
        await press(stage, "1")
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
    library.look_again()
    async with on_stage(library, SMALL) as stage:
        await press(stage, "/", *"aaa", "enter")
        assert "· yours" in stage.line_with("Aaa")
        await press(stage, "plus")
        assert "Aaa" in stage.line_with("· yours")
