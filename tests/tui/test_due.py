"""What is due, and what is taken on, by keyboard: said quietly, begun with one key, let go with one."""

from datetime import timedelta

from builders import AT_ONCE
from conftest import FakeClock
from kept_sessions import run
from tui.story import LARGE, SMALL, TODAY, Story, opened

from loosen.domain.settings import RoutineSettings, Settings
from loosen.services.library import Library
from loosen.services.sessions import Sessions
from loosen.tui.screens.catalogue import NOT_KNOWN, CatalogueScreen
from loosen.tui.screens.session import SessionScreen

BREAK = "five-hip-stretches"


def keeping(library: Library, *slugs: str) -> Library:
    own = RoutineSettings(keep_up=slugs)
    settings = Settings(routines=own, questions=AT_ONCE.questions, pace=AT_ONCE.pace)
    library.save_settings(settings, TODAY.date())
    return library


def sit(library: Library, slug: str, ago: timedelta) -> None:
    """A whole session of a routine, some time ago."""
    clock, routine = FakeClock(), library.routines[slug]
    timeline = library.timeline(library.steps(routine))
    recorder = Sessions(library, lambda: TODAY - ago).begin(timeline, slug, routine.name)
    recorder.note(recorder.session.start(clock.now))
    run(recorder, clock, 3_000)


def record_of_a_composed_session(library: Library) -> None:
    """A session an hour ago of steps that belong to no routine."""
    clock, routine = FakeClock(), library.routines["desk-break"]
    timeline = library.timeline(library.steps(routine))
    sessions = Sessions(library, lambda: TODAY - timedelta(hours=1))
    recorder = sessions.begin(timeline, "composed", "10 minutes")
    recorder.note(recorder.session.start(clock.now))
    run(recorder, clock, 3_000)


def said(story: Story) -> list[str]:
    return [str(one.message) for one in story.app._notifications]


async def press(story: Story, *keys: str) -> None:
    await story.press(*keys)
    await story.settle()


async def test_with_none_taken_on_the_list_is_as_quiet_as_ever(library: Library) -> None:
    async with opened(library, size=SMALL) as story:
        await story.settle()
        assert "due" not in story.text
        assert "r Again d Due" in story.lines[-1]
        await press(story, "d")
        assert isinstance(story.app.screen, CatalogueScreen)
        assert said(story) == ["Nothing is scheduled yet: press 2 and + on a routine."]
        await press(story, "r")
        assert isinstance(story.app.screen, CatalogueScreen)
        assert said(story) == ["Nothing done yet: press 2 for routines."]


async def test_the_list_says_what_is_due_and_one_key_begins_it(library: Library) -> None:
    async with opened(keeping(library, BREAK, "in-bed"), size=SMALL) as story:
        await story.settle()
        assert "d due: Five hip stretches · 8 min, 1 more  f filters" in story.lines[1]
        await press(story, "d")
        assert isinstance(story.app.screen, SessionScreen)


async def test_what_is_done_meanwhile_is_due_no_more(library: Library) -> None:
    async with opened(keeping(library, BREAK), size=SMALL) as story:
        await story.settle()
        assert "d due: Five hip stretches" in story.lines[1]
        sit(library, BREAK, timedelta(hours=1))
        await press(story, "2", "1")
        assert "due" not in story.lines[1]
        assert "r again: Five hip stretches · 8 min  f filters" in story.lines[1]
        await press(story, "d")
        assert said(story) == ["Nothing is due now. Five hip stretches: done for today."]
        await press(story, "r")
        assert isinstance(story.app.screen, SessionScreen)


async def test_a_key_begins_the_routine_that_was_done_last_if_it_is_still_there(
    library: Library,
) -> None:
    sit(library, "desk-break", timedelta(hours=30))
    sit(library, "in-bed", timedelta(hours=2))
    record_of_a_composed_session(library)
    async with opened(library, size=SMALL) as story:
        assert "r again: In bed · 8 min" in story.lines[1]
        await press(story, "r")
        assert isinstance(story.app.screen, SessionScreen)
        assert "In bed" in story.part("#place")


async def test_a_click_takes_what_the_line_offers(library: Library) -> None:
    sit(library, "desk-break", timedelta(hours=30))
    async with opened(library, size=SMALL) as story:
        await story.click("#offer", 2)
        assert isinstance(story.app.screen, SessionScreen)


async def test_the_line_of_the_search_offers_nothing_while_something_is_asked_for(
    library: Library,
) -> None:
    async with opened(keeping(library, BREAK), size=SMALL) as story:
        assert story.part("#offer") == "d due: Five hip stretches · 8 min"
        await press(story, "/", *"hip")
        assert not story.screen.query_one("#offer").display
        await press(story, "escape", "escape")
        assert story.part("#offer") == "d due: Five hip stretches · 8 min"


async def test_what_is_done_last_is_not_made_up_where_the_history_cannot_be_read(
    library: Library,
) -> None:
    library.locations.history.parent.mkdir(parents=True, exist_ok=True)
    library.locations.history.write_text("no database" * 500, encoding="utf-8")
    async with opened(library, size=SMALL) as story:
        await press(story, "r", "d")
        assert set(said(story)) == {NOT_KNOWN}


async def test_what_is_due_begins_once_the_history_is_read(library: Library) -> None:
    async with opened(keeping(library, BREAK), size=SMALL) as story:
        assert isinstance(story.screen, CatalogueScreen)
        story.screen._found = None  # as it stands until the answer comes from its thread
        await press(story, "d")
        assert isinstance(story.app.screen, SessionScreen)
        assert said(story) == []


async def test_a_routine_is_taken_on_and_let_go_with_the_same_key(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "2", *"jjjj", "plus")
        assert library.settings.routines.keep_up == (BREAK,)
        assert " ●  Five hip stretches" in story.lines[6]
        assert "1 due · 13 routines" in story.lines[0]
        assert "scheduled · due · not done yet" in story.text
        assert said(story) == ["Five hip stretches is scheduled: every day."]
        await press(story, "plus")
        assert not library.settings.routines.keep_up
        assert "●" not in story.lines[6]
        assert "due" not in story.lines[0]
        assert said(story) == ["Five hip stretches is no longer scheduled."]


async def test_the_routines_say_how_each_stands_and_when_it_was_last_done(
    library: Library,
) -> None:
    keeping(library, BREAK, "in-bed", "hip-strength", "evening-wind-down")
    sit(library, BREAK, timedelta(hours=2))
    sit(library, "in-bed", timedelta(days=3))
    sit(library, "stretch-then-strengthen", timedelta(hours=30))
    async with opened(library, size=SMALL) as story:
        await press(story, "2")
        assert story.line_with("○  Five hip stretches").endswith(
            "every day          done for today"
        )
        assert story.line_with("●  In bed").endswith("due                done 3 days ago")
        assert story.line_with("○  Evening wind-down").endswith("from 17:00")
        row = story.line_with("Stretch, then strengthen")
        assert row.endswith("2–3 times a week   done yesterday")
        await press(story, *"jjjjj")
        assert story.line_with("○  Hip strength").endswith("from tomorrow")
        about = " ".join(story.text.split())
        assert "worked lately; from tomorrow · not done yet · 0 of 2–3 this week" in about


async def test_columns_fit_beside_what_stands_inside(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "2")
        row = story.line_with("Stretch, then strengthen")
        assert row.partition("│")[0].rstrip().endswith("2–3 times a week")


async def test_a_routine_of_ones_own_without_a_frequency_is_told_to_be_never_due(
    library: Library,
) -> None:
    library.locations.routines.mkdir(parents=True)
    text = (
        'name = "Aaa"\nsummary = "S"\nwhen = "after driving"\n[[steps]]\nexercise = "pigeon-pose"\n'
    )
    library.locations.routines.joinpath("aaa.toml").write_text(text, encoding="utf-8")
    async with opened(library, size=LARGE) as story:
        await press(story, "2", "plus")
        assert said(story) == ["Aaa is scheduled, but its file has no frequency: it is never due."]
        assert story.line_with("○◆ Aaa").partition("│")[0].rstrip().endswith("never due")


async def test_a_damaged_history_is_no_reason_to_stop(library: Library) -> None:
    library.locations.history.parent.mkdir(parents=True, exist_ok=True)
    library.locations.history.write_text("no database" * 500, encoding="utf-8")
    async with opened(keeping(library, BREAK), size=SMALL) as story:
        await press(story, "2", "1")
        assert "due" not in story.lines[1]
