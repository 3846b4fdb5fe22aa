"""What the app asks about a session, told as stories: each answer is kept, and each can be skipped."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from conftest import FakeClock
from kept_sessions import run
from tui.story import TODAY, Opened, Story

from loosen.domain.answers import Answers, Feeling, Harder, Morning, Pain
from loosen.domain.body import Side
from loosen.domain.history import SessionRecord
from loosen.domain.session.view import State
from loosen.domain.settings import Settings
from loosen.services.library import Library
from loosen.services.sessions import Sessions
from loosen.storage.history_db import History
from loosen.tui.dialogs.choice import Choice
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.screens.summary import SummaryScreen


@pytest.fixture(autouse=True)
def _asked(library: Library) -> Iterator[None]:
    """Everything is asked, as at a first start."""
    library.settings = Settings()
    yield
    assert not list(library.locations.journals.glob("*"))


def kept(library: Library) -> tuple[SessionRecord, ...]:
    return History(library.locations.history).all()


async def to_the_end(story: Story) -> None:
    await story.wait(story.session._session.timeline.seconds + 1)


async def test_two_keystrokes_before_and_two_after_are_kept_with_the_session(
    app: Opened, library: Library
) -> None:
    async with app(start=library.routine("desk-break")) as story:
        assert "How do you feel right now?" in story.text
        await story.press("6", "2")
        assert story.stands(State.WAITING)
        assert "How do you feel" not in story.text
        await story.press("space")
        await to_the_end(story)
        assert "6 before" in story.text
        await story.press("4", "t")
        assert isinstance(story.screen, SummaryScreen)
        assert "Stiffness 6 → 4, pain 2 → 10." in story.text
        await story.press("n", *"better", "enter")
        assert "better" in story.text
        assert "This week: 1 of 3 sessions, " in story.text
        await story.press("enter")
    (record,) = kept(library)
    assert record.answers == Answers(
        before=Feeling(stiffness=6, pain=2), after=Feeling(stiffness=4, pain=10), note="better"
    )


async def test_all_of_it_can_be_skipped(app: Opened, library: Library) -> None:
    async with app(start=library.routine("desk-break")) as story:
        await story.press("space")
        await to_the_end(story)
        await story.press("enter", "enter")
        assert isinstance(story.screen, SummaryScreen)
    (record,) = kept(library)
    assert record.answers == Answers()


async def test_arrows_pick_and_one_of_the_two_may_stay_open(app: Opened, library: Library) -> None:
    async with app(start=library.routine("desk-break")) as story:
        await story.press("right", "left", "left", "enter", "enter", "space")
        assert story.session._recorder.answers.before == Feeling(stiffness=3)
        await story.press("q", "e")


async def test_which_side_felt_harder_is_one_key_between_two_exercises(
    app: Opened, library: Library
) -> None:
    library.settings = Settings.from_plain({"stiffer_side": "left"})
    async with app(start=library.routine("egoscue-flow")) as story:
        await story.press("space", "n", "n", "n")
        while (
            story.session._session.mark().segment < story.session._session.timeline.of_step(3).stop
        ):
            assert "harder" not in story.text
            await story.wait(2)
            await story.press("d")
        assert "Assisted hip lift: which side felt harder?" in story.part("#cue")
        await story.press("r")
        assert "harder" not in story.text
        assert story.session._recorder.answers.harder == {3: Harder.RIGHT}
        await story.press("q", "e", "escape")
    (record,) = kept(library)
    assert record.answers.harder == {3: Harder.RIGHT}


async def test_turned_off_nothing_is_asked(app: Opened, library: Library) -> None:
    off = {"before_and_after": False, "harder_side": False, "next_morning": False}
    library.settings = Settings.from_plain({"questions": off})
    async with app(start=library.routine("desk-break")) as story:
        await story.wait(20)
        assert story.stands(State.RUNNING)
        await to_the_end(story)
        assert isinstance(story.screen, SummaryScreen)


async def test_space_begins_whatever_is_answered(app: Opened, library: Library) -> None:
    async with app(start=library.routine("egoscue-flow")) as story:
        assert "Which side feels stiffer today?" in story.text
        await story.press("enter", "4", "space")
        assert story.stands(State.RUNNING)
        assert story.session._recorder.answers.before == Feeling(stiffness=4)
        assert not any(one.again for one in story.session._session.timeline.segments)
        assert "stiffer" not in story.text
        await story.press("q", "e", "escape")


async def test_the_stiffer_side_goes_first_as_soon_as_it_is_answered(
    app: Opened, library: Library
) -> None:
    async with app(start=library.routine("egoscue-flow")) as story:
        for key, side in (("l", Side.LEFT), ("r", Side.RIGHT)):
            await story.press(key, "up")
            steps = library.steps(library.routine("egoscue-flow"))
            assert story.session._session.timeline == library.timeline(steps, side)
            assert f"{side.value.upper()} side" in story.part("#side")
        await story.press("space", "q", "e", "escape")
    (record,) = kept(library)
    assert record.steps[3].rounds[-1].side is Side.LEFT
    assert len(record.steps[3].rounds) == 3


async def test_the_wait_begins_anew_with_each_answer(app: Opened, library: Library) -> None:
    async with app(start=library.routine("desk-break")) as story:
        await story.wait(19)
        await story.press("6")
        await story.wait(19)
        await story.press("right")
        assert story.stands(State.WAITING)
        await story.wait(19)
        assert story.stands(State.WAITING)
        await story.wait(1)
        assert story.stands(State.RUNNING)
        assert "How do you feel" not in story.text
        await story.press("q", "e", "escape")


async def test_escape_goes_back_before_the_first_step_and_leaves_nothing(
    app: Opened, library: Library
) -> None:
    async with app(start=library.routine("desk-break")) as story:
        await story.press("6", "escape")
        assert isinstance(story.screen, CatalogueScreen)
    assert kept(library) == ()


async def test_cut_off_before_the_first_step_it_waits_again_with_the_answers(
    app: Opened, library: Library
) -> None:
    async with app(start=library.routine("desk-break")) as story:
        await story.press("6", "2")
    async with app() as story:
        assert "was left just now, before its first step" in story.text
        assert "save and close" not in story.text
        await story.press("r")
        assert story.stands(State.WAITING)
        assert "How do you feel" not in story.text
        await story.press("space")
        assert story.session._recorder.answers.before == Feeling(stiffness=6, pain=2)
        await story.press("q", "e", "escape")


async def test_behind_another_screen_nothing_begins_by_itself(
    app: Opened, library: Library
) -> None:
    async with app(start=library.routine("desk-break")) as story:
        await story.press("question_mark")
        await story.wait(60)
        await story.press("escape")
        assert story.stands(State.WAITING)
        await story.press("escape")


def done_the_day_before(library: Library, clock: FakeClock) -> SessionRecord:
    """A session of yesterday, in which the pigeon hurt."""
    sessions = Sessions(library, lambda: TODAY - timedelta(days=1))
    steps = library.steps(library.routine("desk-break"))
    recorder = sessions.begin(library.timeline(steps), "desk-break", "Desk break")
    pain = Pain(step=0, exercise="pigeon-pose", at=12.0, seconds=2.0)
    recorder.say(Answers(pains=(pain,)))
    recorder.note(recorder.session.start(clock.now))
    run(recorder, clock, 90)
    recorder.note(recorder.session.stop(clock.now))
    assert recorder.record
    return recorder.record


async def test_the_morning_after_is_asked_about_once(
    app: Opened, library: Library, clock: FakeClock
) -> None:
    done_the_day_before(library, clock)
    async with app() as story:
        assert isinstance(story.screen, Choice)
        assert "“Desk break”, Friday?" in story.text
        await story.press("b")
        assert isinstance(story.screen, CatalogueScreen)
    (record,) = kept(library)
    assert record.answers.morning is Morning.BETTER
    assert record.changed == TODAY
    async with app() as story:
        assert isinstance(story.screen, CatalogueScreen)


async def test_left_open_it_is_not_asked_again(
    app: Opened, library: Library, clock: FakeClock
) -> None:
    before = done_the_day_before(library, clock)
    async with app() as story:
        await story.press("escape")
    async with app() as story:
        assert isinstance(story.screen, CatalogueScreen)
    assert kept(library) == (before,)


async def test_a_worse_morning_gets_advice_and_what_hurt_can_be_left_out(
    app: Opened, library: Library, clock: FakeClock
) -> None:
    done_the_day_before(library, clock)
    async with app() as story:
        await story.press("w")
        assert "make the movements smaller" in " ".join(story.text.split())
        await story.press("1")
        assert isinstance(story.screen, CatalogueScreen)
    assert library.settings.exercises.never == ("pigeon-pose",)


@pytest.mark.parametrize("size", [(80, 24), (80, 20), (60, 20), (100, 30)])
@pytest.mark.parametrize("slug", ["egoscue-flow", "knees-to-chest-and-si"])
@pytest.mark.parametrize("times", [1, 3])
async def test_however_long_the_rules_are_phase_and_key_stay_in_sight(
    app: Opened, library: Library, size: tuple[int, int], slug: str, times: int
) -> None:
    routine = library.routine(slug)
    long = routine.copy_with(rules=routine.rules * times)
    async with app(size=size, start=long) as story:
        assert story.part("#phase") == "◔ ready when you are"
        assert "space begins, or by itself in 20 s" in story.text
        assert "How do you feel right now?" in story.text
        assert times == 1 or "… ? shows them all" in story.text
        await story.press("escape")


@pytest.mark.parametrize("size", [(80, 12), (80, 8), (80, 5), (40, 3), (20, 12), (2, 2)])
async def test_without_rules_the_questions_take_any_room(
    app: Opened, library: Library, size: tuple[int, int]
) -> None:
    routine = library.routine("desk-break").copy_with(rules=())
    async with app(start=routine, size=(80, 24)) as story:
        await story.resize(*size)
        await story.resize(80, 24)
        assert "How do you feel right now?" in story.text
        await story.press("escape")
