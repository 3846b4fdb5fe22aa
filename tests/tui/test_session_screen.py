"""What keys do in a session; how it runs is told in test_session_run.py."""

import pytest
from builders import exercise, routine
from textual.widgets import Static
from tui.story import Opened

from loosen.domain.body import Side
from loosen.domain.catalogue import Catalogue
from loosen.domain.session.view import State
from loosen.domain.settings import CueSettings, FigureStyle
from loosen.services.library import Library
from loosen.services.voice import Voice
from loosen.storage.snapshot import Snapshot
from loosen.text.session_text import mirrored
from loosen.tui.dialogs.choice import Choice
from loosen.tui.dialogs.keys import KeysDialog
from loosen.tui.messages import EscapeWasNone
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.screens.routines import RoutinesScreen
from loosen.tui.screens.safety import SafetyScreen
from loosen.tui.screens.session import SessionScreen
from loosen.tui.screens.summary import SummaryScreen

DESK, FLOW = "desk-break", "egoscue-flow"


@pytest.fixture
def desk(library: Library) -> dict[str, object]:
    """Begins a routine that asks nothing: a swing forward and back, right side first."""
    return {"start": library.routine(DESK)}


async def test_a_pause_stops_the_clock_and_three_seconds_are_counted_in(
    app: Opened, desk: dict[str, object]
) -> None:
    async with app(**desk) as story:
        await story.wait(3)
        left = story.part("#left")
        await story.press("space")
        assert story.part("#phase") == "‖ paused"
        assert story.screen.query_one("#phase").has_class("-paused")
        await story.wait(600)
        assert story.part("#left") == left
        await story.press("space")
        assert story.part("#phase").endswith("resuming")
        seen = []
        for _ in range(3):
            seen.append(story.digits())
            await story.wait(1)
        assert len(set(seen)) == 3
        assert "get ready" in story.part("#phase")
        assert story.part("#left") == left
        await story.wait(1)
        assert story.part("#left") != left
        assert story.elapsed() == 4


async def test_space_in_the_count_in_pauses_again(app: Opened, desk: dict[str, object]) -> None:
    async with app(**desk) as story:
        await story.press("space", "space")
        await story.wait(2)
        await story.press("space")
        await story.wait(60)
        assert story.stands(State.PAUSED)
        assert story.elapsed() == 0


async def test_next_back_done_and_skip_side_lead_where_they_say(
    app: Opened, desk: dict[str, object]
) -> None:
    async with app(**desk) as story:
        first = story.part("#name")
        await story.press("d")
        assert story.part("#phase").startswith("●")
        assert "RIGHT side" in story.part("#side")
        await story.press("s")
        assert "LEFT side" in story.part("#side")
        await story.press("b")
        assert story.part("#name") == first
        assert "RIGHT side" in story.part("#side")
        assert story.part("#phase").startswith("◔")
        await story.press("n")
        assert "2 of 5" in story.part("#place")
        second = story.part("#name")
        assert second != first
        for key, place in (("b", 1), ("right", 2), ("left", 1), ("n", 2), ("p", 1)):
            await story.press(key)
            assert f"{place} of 5" in story.part("#place")
        await story.press("enter")
        assert story.part("#phase").startswith("●")


async def test_ten_seconds_more_or_less(app: Opened, desk: dict[str, object]) -> None:
    async with app(**desk) as story:
        view = story.session._session.view(story.clock.now)
        for key, change in (("plus", 10), ("up", 20), ("equals_sign", 30), ("minus", 20)):
            await story.press(key)
            shown = story.session._session.view(story.clock.now)
            assert shown.remaining == view.remaining + change
        await story.press("down")
        await story.press("minus")
        assert story.session._session.view(story.clock.now).remaining == view.remaining
        await story.press(*["minus"] * (int(view.remaining) // 10 + 1))
        assert story.part("#phase").startswith("●"), "nothing was left, so it is over"


async def test_places_and_quitting_wait_for_the_end(app: Opened, desk: dict[str, object]) -> None:
    async with app(**desk) as story:
        for key in ("1", "2", "3"):
            await story.press(key)
            assert story.session.is_current
        await story.press("ctrl+q")
        assert story.asks("end")
        await story.press("escape")
        await story.press("q")
        assert isinstance(story.screen, Choice)
        await story.press("1", "2", "q", "ctrl+q")
        assert isinstance(story.screen, Choice)
        await story.press("g")
        assert story.app.is_running
        assert story.stands(State.COUNT_IN)


async def test_an_escape_that_was_none_takes_its_question_back(
    app: Opened, desk: dict[str, object]
) -> None:
    async with app(**desk) as story:
        await story.wait(2)
        await story.press("escape")
        assert story.asks("end")
        story.app.post_message(EscapeWasNone())
        await story.settle()
        assert story.stands(State.COUNT_IN)
        await story.wait(3)
        await story.press("q")
        story.app.post_message(EscapeWasNone())
        await story.settle()
        assert story.asks("end"), "no Escape has opened it"


async def test_leaving_asks_and_escape_never_discards(app: Opened, desk: dict[str, object]) -> None:
    async with app(**desk) as story:
        await story.wait(2)
        await story.press("escape")
        assert isinstance(story.screen, Choice)
        assert "End the session here?" in story.text
        for stands in (SessionScreen, Choice, SessionScreen):
            await story.press("escape")
            assert isinstance(story.screen, stands)
        assert story.stands(State.COUNT_IN)
        await story.wait(3)
        assert story.stands(State.RUNNING)
        assert story.elapsed() == 2
        await story.press("space", "q", "escape")
        assert story.stands(State.PAUSED), "paused before, and so it stays"


async def test_ending_early_is_looked_back_on(app: Opened, desk: dict[str, object]) -> None:
    async with app(**desk) as story:
        await story.press("d")
        await story.wait(9)
        await story.press("q", "down", "enter")
        assert isinstance(story.screen, SummaryScreen)
        assert "◐ Ended here. 0:09, 1 exercise." in story.text
        assert "◐  Leg swing, front to back" in story.text
        assert "not done" in story.text
        assert "What you did counts. The rest keeps." in story.text
        assert not story.library.memory.turns
        await story.press("a")
        assert "1 of 5" in story.part("#place")
        assert story.elapsed() == 0
        await story.press("q", "e", "escape")
        assert isinstance(story.screen, CatalogueScreen)


async def test_another_screen_over_the_session_pauses_it(
    app: Opened, desk: dict[str, object]
) -> None:
    async with app(**desk) as story:
        session = story.session
        for key, above in (("question_mark", KeysDialog), ("exclamation_mark", SafetyScreen)):
            await story.press(key)
            assert isinstance(story.screen, above)
            await story.wait(60)
            await story.press("escape")
            await story.wait()
            assert session.is_current
            assert story.part("#phase") == "‖ paused"
            await story.press("space")
            await story.wait(3)
        assert story.elapsed() == 0


async def test_a_machine_that_slept_finds_the_session_paused(
    app: Opened, desk: dict[str, object]
) -> None:
    async with app(**desk) as story:
        await story.wait(2)
        story.clock.advance(3_600)
        await story.wait(1)
        assert story.part("#phase") == "‖ paused · t: less time?"
        assert story.elapsed() == 2


async def test_the_keys_come_with_the_whole_exercise_for_the_side_in_work(
    app: Opened, desk: dict[str, object]
) -> None:
    async with app(**desk) as story:
        await story.press("d", "s", "question_mark")
        exercise = story.library.catalogue["leg-swing-front-back"]
        dialog = [
            line for part in story.screen.query(Static) for line in str(part.content).splitlines()
        ]
        assert f"{exercise.name}, left side" in dialog
        for step in exercise.steps:
            assert mirrored(step, Side.LEFT) in dialog
        for rule in story.library.routine(DESK).rules:
            assert rule in dialog
        assert story.library.safety.every_exercise in dialog
        assert "That hurts: stop, and choose" in dialog


async def test_the_first_step_begins_with_what_holds_for_every_exercise(
    app: Opened, desk: dict[str, object]
) -> None:
    async with app(size=(100, 30), **desk) as story:
        assert story.part("#note") == story.library.safety.every_exercise
        await story.press("d")
        assert story.part("#note") == ""


async def test_the_note_on_a_step_stands_in_getting_ready_and_in_work(
    app: Opened, desk: dict[str, object]
) -> None:
    async with app(size=(100, 30), **desk) as story:
        timeline = story.session._session.timeline
        place = next(n for n, step in enumerate(timeline.steps) if step.note)
        await story.press(*["n"] * place)
        assert story.part("#note") == timeline.steps[place].note
        assert story.part("#phase").startswith("◔")
        await story.press("d")
        assert story.part("#phase").startswith("●")
        assert story.part("#note") == timeline.steps[place].note


async def test_what_to_do_stands_over_what_to_mind(app: Opened, library: Library) -> None:
    told = {"setup": "Stand tall, a wall on your left.", "move": "Swing the right leg."}
    one = exercise("one", position="standing", cues=["Loose"], side_change="turn-round", **told)
    library.snapshot = Snapshot(library.locations, shipped=Catalogue([one]))
    async with app(start=routine("one", slug="x")) as story:
        assert story.part("#lead") == "Stand tall, a wall on your left."
        assert story.part("#cue") == "Swing the right leg."
        await story.press("d")
        assert (story.part("#lead"), story.part("#cue")) == ("Swing the right leg.", "Loose")
        await story.press("d")
        assert story.part("#lead") == "Turn round: now the left side."
        assert story.part("#cue") == "Swing the left leg."


async def test_the_bell_rings_at_ticks_and_changes(app: Opened, desk: dict[str, object]) -> None:
    async with app(**desk) as story:
        began = story.clock.now
        first, second = story.session._session.timeline.segments[:2]
        await story.wait(first.seconds + second.seconds)
        end, close = began + first.seconds, began + first.seconds + second.seconds
        halfway = end + second.seconds / 2
        ticks = [last - left for last in (end, close) for left in (3, 2, 1, 0)]
        assert {began, *ticks} <= set(story.rung)
        others = set(story.rung) - {began, *ticks}
        assert others <= {round(halfway), round(halfway + 0.5)}
        assert len(story.rung) == len(set(story.rung)), "never twice at once"


@pytest.mark.parametrize(("bell", "expected"), [("changes", [0, 12]), ("end", []), ("off", [])])
async def test_the_bell_rings_no_more_than_the_settings_say(
    app: Opened, library: Library, bell: str, expected: list[int]
) -> None:
    folder = library.locations.config
    folder.mkdir(parents=True)
    silent = "[pace]\nfirst_step_waits = 0\n[questions]\nbefore_and_after = false\n"
    text = f'{silent}[cues]\nbell = "{bell}"\n'
    library.locations.settings.write_text(text, encoding="utf-8")
    del library.settings
    async with app(start=library.routine("first-four-minutes")) as story:
        began = story.clock.now
        await story.wait(12)
        assert [instant - began for instant in story.rung] == expected
        while isinstance(story.screen, SessionScreen):
            await story.press("n")
        assert (story.clock.now in story.rung) is (bell != "off")


async def test_the_count_can_be_read_from_the_mat(app: Opened, library: Library) -> None:
    async with app(size=(100, 30), start=library.routine("five-hip-stretches")) as story:
        assert len(story.digits()) * 3 >= 30
        await story.press("d", *["plus"] * 5)
        assert story.part("#phase").startswith("●")
        for width, height in ((100, 30), (120, 36), (80, 24), (40, 12)):
            await story.resize(width, height)
            assert len(story.digits()) * 4 >= height, "minutes and seconds take more room"


async def test_the_session_fits_whatever_the_terminal_becomes(
    app: Opened, desk: dict[str, object]
) -> None:
    async with app(**desk) as story:
        await story.press("d")
        for width, height in ((120, 36), (40, 12), (30, 8), (100, 30), (10, 3), (80, 24)):
            await story.resize(width, height)
            await story.wait(1)
            assert len(story.lines) == height
            assert story.digits() or height == 3
        assert "Leg swing, front to back" in story.part("#name")
        assert story.stands(State.RUNNING)


async def test_the_figure_keeps_time_with_the_count(app: Opened, desk: dict[str, object]) -> None:
    async with app(size=(100, 30), **desk) as story:
        await story.press("d")
        figure = story.session.query_one("FigureView")
        frames = []
        for _ in range(3):
            await story.wait(0.5)
            story.session._move()
            await story.settle()
            area = figure.region
            frames.append(
                tuple(line[area.x : area.right] for line in story.lines[area.y : area.bottom])
            )
        assert len(set(frames)) > 1
        await story.press("left_square_bracket")
        await story.press("0")
        await story.resize(40, 12)
        assert not figure.display


async def test_no_link_leads_out_of_a_session(app: Opened, desk: dict[str, object]) -> None:
    async with app(**desk) as story:
        session = story.session
        await story.press("exclamation_mark")
        await story.click("Masthead", 25)
        assert session in story.app.screen_stack
        await story.press("escape")
        assert session.is_current


async def test_the_palette_has_no_way_out_of_a_session(
    app: Opened, desk: dict[str, object]
) -> None:
    async with app(**desk) as story:
        session = story.session
        titles = {command.title for command in story.app.get_system_commands(story.screen)}
        assert "Quit" not in titles
        assert not any(title.startswith(("Begin", "Open")) for title in titles)
        await story.press("ctrl+p", "escape")
        assert session.is_current
        assert story.stands(State.PAUSED)


@pytest.mark.parametrize("key", ["q", "question_mark"])
async def test_a_key_at_the_very_end_leads_to_the_summary(
    app: Opened, library: Library, key: str
) -> None:
    async with app(start=library.routine("first-four-minutes")) as story:
        session = story.session._session
        while session._index < len(session.timeline.segments) - 1:
            session.done(story.clock.now)
        await story.wait(session.view(story.clock.now).remaining - 0.01)
        story.clock.advance(0.02)
        await story.press(key)
        assert isinstance(story.screen, SummaryScreen)
        await story.press("enter", "2")
        assert isinstance(story.screen, RoutinesScreen)


async def test_a_voice_says_what_begins_and_one_that_is_missing_is_told_of_once(
    app: Opened, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(Voice, "_start", lambda _voice, text: said.append(text))
    library.settings = library.settings.copy_with(cues=CueSettings(command=("say", "{text}")))
    async with app(start=library.routine(DESK)) as story:
        await story.press("d", "space")
    assert said == [
        "Leg swing, front to back, right side.",
        "Right side. Swing your right leg down and back, then forward again.",
        "Paused.",
    ]
    monkeypatch.undo()
    library.settings = library.settings.copy_with(cues=CueSettings(command=("no-such-program",)))
    async with app(start=library.routine(FLOW)) as story:
        if story.asks("left"):
            await story.press("x")
        else:
            await story.press("n", "d", "d")
            assert "the voice “no-such-program” cannot be run" in story.text


async def test_the_band_of_the_phase_is_fainter_than_the_letters_over_it(
    app: Opened, desk: dict[str, object]
) -> None:
    async with app(**desk) as story:
        for keys, phase in (("d", "-work"), ("space", "-paused")):
            await story.press(keys)
            count, band = (story.screen.query_one(part) for part in ("#count", "#phase"))
            assert count.has_class(phase)
            assert band.has_class(phase)
            assert band.styles.background.rgb == count.styles.color.rgb
            assert band.styles.background.a <= 0.5


async def test_where_there_is_room_the_name_stands_in_large_letters(
    app: Opened, library: Library
) -> None:
    async with app(size=(120, 36), start=library.routine(FLOW)) as story:
        await story.press("enter")
        title, name = story.screen.query_one("#title"), story.screen.query_one("#name")
        assert title.display
        assert title.region.height == 3
        assert not name.display
        assert len(story.digits()) >= 15
        await story.press("f")
        assert (title.display, name.display) == (False, True)
        await story.press("f")
        assert title.display
        await story.resize(100, 30)
        assert (title.display, name.display) == (False, True)
        assert story.part("#name") == "Knee drop, one side"
        await story.resize(120, 36)
        assert title.display


async def test_a_name_too_long_for_large_letters_stands_in_words(
    app: Opened, library: Library
) -> None:
    long = "Knees to chest, hands behind both of the thighs"
    library.snapshot = Snapshot(library.locations, shipped=Catalogue([exercise("one", name=long)]))
    async with app(size=(120, 36), start=routine("one", slug="x")) as story:
        assert not story.screen.query_one("#title").display
        assert story.part("#name") == long


async def test_letters_alone_write_the_name_in_words(app: Opened, library: Library) -> None:
    library.settings = library.settings.copy_with(figures=FigureStyle.ASCII)
    async with app(size=(120, 36), start=library.routine(DESK)) as story:
        assert not story.screen.query_one("#title").display
        assert story.part("#name") == "Leg swing, front to back"
