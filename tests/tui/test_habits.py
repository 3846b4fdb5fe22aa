"""Habits that hold on every screen and in every dialog: names of keys, ways to move, lists of keys."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input
from tui.places import SPOTS, Spot, walked, walks
from tui.story import SMALL, Story, at

from loosen.tui.app import LoosenApp
from loosen.tui.bindings import long_names
from loosen.tui.commands import ITSELF, doable
from loosen.tui.controllers.keymap import every_place, problems
from loosen.tui.dialogs.choice import QUESTIONS
from loosen.tui.dialogs.keys import KeysDialog
from loosen.tui.widgets.keyline import KeyLine

ON_EVERY_WALK = pytest.mark.parametrize(
    "spots", walks(SPOTS), ids=lambda spots: f"{spots[0].name} and {len(spots) - 1} more"
)
SHORT = {"advice", "summary", "routine"}
"""Spots that may be seen whole, with nothing to move through."""
WORDS = {
    "u": {"Undo"},
    "w": {"Save", "worse"},
    "c": {"Copy"},
    "question_mark": {"Keys"},
    "ctrl+p": {"Commands"},
    "ctrl+z": {"Suspend"},
    "j": {"Down", "A minute less"},
    "k": {"Up", "Minutes"},
    "ctrl+d": {"Page down"},
    "ctrl+u": {"Page up"},
    "g": {"First", "Top"},
    "G": {"Last", "End"},
    "escape": {
        "Back",
        "Done",
        "Skip",
        "Clear",
        "End",
        "None of these",
        "I have read this",
    },
}
"""Keys that mean the same everywhere, with the words they may have."""


def bound(story: Story) -> dict[str, Any]:
    return {key: one for key, one in story.app.screen.active_bindings.items() if one.enabled}


def names(story: Story) -> None:
    """Every key has a name that settings can speak of, and words."""
    known = {one.name for _, rows in every_place(LoosenApp) for row in rows for one in row}
    for key, one in bound(story).items():
        if isinstance(one.node, Input) and not one.binding.id:
            continue  # how a line of text is edited is the toolkit's
        assert one.binding.id in known, (key, one.node, one.binding.action)
        assert one.binding.description, one.binding.id


def words(story: Story) -> None:
    """A key that many screens have means the same on each."""
    answers = {f"{asks}.{name}" for asks in QUESTIONS for name in QUESTIONS[asks]}
    for key, fine in WORDS.items():
        if key in bound(story) and bound(story)[key].binding.id:
            binding = bound(story)[key].binding
            assert binding.description in fine or binding.id in answers, (key, binding)


def foot(story: Story) -> None:
    """The line of keys ends with the key that lists them all."""
    (line,) = story.app.screen.query(KeyLine)
    area = line.region
    text = story.lines[area.y].ljust(area.right)[area.x : area.right]
    assert re.search(r"(\?|f1) Keys\s*$", text), text


def palette(story: Story) -> None:
    """The palette offers all that can be done."""
    wanted = {
        one.binding.description
        for one in bound(story).values()
        if one.binding.id and one.binding.id != ITSELF
    }
    offered = {one.title for one in story.app.get_system_commands(story.app.screen)}
    assert {title.replace("\\[", "[") for title in offered} >= wanted


async def keys(story: Story) -> None:
    """The list of keys names every key, and its own key closes it."""
    wanted = {
        (story.app.get_key_display(one.binding), one.binding.tooltip or one.binding.description)
        for one in bound(story).values()
        if one.binding.id
    }
    if not isinstance(story.app.screen, KeysDialog):
        await story.press("f1")
        dialog = story.app.screen
        assert isinstance(dialog, KeysDialog)
        listed = {(part, said) for key, said in dialog._keys for part in (key, *key.split(" "))}
        assert listed >= wanted
        await story.press("f1")
    assert not isinstance(story.app.screen, KeysDialog) or story.app.screen.is_current


async def another(story: Story) -> None:
    """A key of one's own is shown in the line, and so in the list and the palette, and is heard."""
    shown = [one.binding for one in bound(story).values() if one.binding.show and one.binding.id]
    wanted = next(one for one in shown if one.id not in ("app.keys", "app.help"))
    story.app.set_keymap({str(wanted.id): "f9"})
    await story.settle()
    assert bound(story)["f9"].binding.id == wanted.id
    line = story.app.screen.query_one(KeyLine)
    assert "f9" in {key.name for key in line.keys}
    found = {one.id: shown for one, _, shown in doable(story.app, story.app.screen)}
    assert found[wanted.id] == ["f9"]
    story.app.set_keymap({})
    await story.settle()


@ON_EVERY_WALK
async def test_keys_have_names_mean_the_same_are_all_listed_and_move_alike(
    spots: tuple[Spot, ...], tmp_path: Path
) -> None:
    async with walked(spots, tmp_path) as stops:
        async for spot, story in stops:
            with at(spot.name):
                story.app.clear_notifications()  # one of a stop before may lie over the line of keys
                await story.settle()
                names(story)
                words(story)
                foot(story)
                palette(story)
                await keys(story)
                if spot.moves:
                    await alike(story, ends=spot.name in SHORT)
                await another(story)


def where(story: Story) -> object:
    """What moves: the cursor, and how far a page is scrolled."""
    part = story.app.screen.focused
    assert part is not None
    row = getattr(part, "cursor_row", getattr(part, "highlighted", None))
    return row, None if row is not None else part.scroll_offset.y


async def alike(story: Story, *, ends: bool) -> None:
    """Keys of vi and arrows do the same; the end is another place than the top, or it ``ends`` there."""
    pairs = (("j", "down"), ("G", "end"), ("k", "up"), ("ctrl+u", "pageup"), ("ctrl+d", "pagedown"))
    await story.resize(80, 16)
    await story.settle()
    for ours, arrow in pairs:
        seen = []
        for key in (ours, arrow):
            await story.press("home")
            if ours in "kctrl+u":
                await story.press("end")
            await story.press(key)
            seen.append(where(story))
        assert seen[0] == seen[1], (ours, arrow)
    await story.press("end")
    low = where(story)
    await story.press("home")
    assert where(story) != low or ends
    await story.resize(*SMALL)
    await story.settle()


async def test_a_typed_letter_stays_a_letter_whatever_the_settings_say(tmp_path: Path) -> None:
    backs = dict.fromkeys(("name.back", "find.back", "form.back"), "z,escape")
    own = {"app.keys": "z", "app.quit": "z", **backs}
    async with walked([spot for spot in SPOTS if spot.typed], tmp_path, own) as stops:
        async for spot, story in stops:
            with at(spot.name):
                before = story.app.screen
                await story.press("z")
                assert story.app.screen is before
                assert isinstance(story.app.focused, Input)
                assert "z" in story.app.focused.value
                await story.press("backspace")


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({}, ""),
        ({"list.filter": "m", "list.make": "f"}, ""),
        (
            {"list.filter": "j"},
            "j is both “Down” (table.down) and “Filter” (list.filter) in the list of exercises",
        ),
        (
            {"list.filter": "m"},
            "m is both “Filter” (list.filter) and “Routine” (list.make) in the list of exercises",
        ),
        (
            {"app.progress": "s"},
            "s is both “Swap” (compose.swap) and “Progress” (app.progress) in the brief of the composer",
        ),
        (
            {"end.end": "g"},
            "g is both “end” (end.end) and “go-on” (end.go-on) in the question “end”",
        ),
        ({"session.nxt": "n"}, "“session.nxt” is no action; did you mean “session.next”?"),
        ({"list.open": "foo"}, "“foo” (list.open) is no key."),
        ({"find.down": "j"}, "j for “Move” (find.down) is typed in the search for an exercise"),
    ],
)
def test_what_is_wrong_with_own_keys_is_said_in_a_line(own: dict[str, str], said: str) -> None:
    (first, *_) = (*problems(own, LoosenApp), "")
    assert first.partition(";")[0] == said.partition(";")[0]


async def test_a_key_of_the_keypad_can_be_named_and_is_that_of_its_character(
    tmp_path: Path,
) -> None:
    assert long_names({"any": "divide,f9,ctrl+add"}) == {"any": "slash,f9,ctrl+plus"}
    async with SPOTS[0].reached(tmp_path, {"list.filter": "ctrl+multiply"}) as story:
        assert len(story.app._notifications) == 0
        assert bound(story)["ctrl+asterisk"].binding.id == "list.filter"


async def test_a_conflict_is_told_when_the_app_opens(tmp_path: Path) -> None:
    async with SPOTS[0].reached(tmp_path, {"list.filter": "j"}) as story:
        (notice,) = story.app._notifications
        assert "“Filter” (list.filter)" in notice.message
        await story.press("j", "j")
        assert len(story.app._notifications) == 1


def test_no_answer_is_a_key_that_moves_and_no_name_is_given_twice() -> None:
    assert not {"j", "k"} & {key for keys in QUESTIONS.values() for key in keys.values()}
    for _, rows in every_place(LoosenApp):
        names = [one.name for row in rows for one in row]
        assert len(names) == len(set(names))


async def test_a_command_of_the_palette_does_what_its_key_does(tmp_path: Path) -> None:
    async with SPOTS[0].reached(tmp_path) as story:
        commands = {one.title: one for one in story.app.get_system_commands(story.app.screen)}
        done = commands["Filter"].callback()
        assert asyncio.iscoroutine(done)
        await done
        await story.settle()
        assert "Show exercises" in story.text
