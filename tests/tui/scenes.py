"""The scenes: what a person sees at telling moments, on one list.

Each scene's screen is held to ``golden/NAME.txt`` by ``test_scenes.py``; ``UPDATE_GOLDEN=1 pytest
tests/tui/test_scenes.py`` writes them anew. Scenes with a picture are what the README shows:
``python tests/tui/scenes.py``, run from the top, makes ``screenshots/NAME.svg`` of each anew.
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tui.story import LARGE, SMALL, TODAY, Size, Story, library_in, opened

from loosen.services.demo import demo_library

SCREENSHOTS = Path(__file__).parents[2] / "screenshots"
GOLDEN = Path(__file__).parent / "golden"
LIGHT = "loosen-light"
FLOW = "egoscue-flow"


@dataclass(frozen=True)
class Scene:
    """A moment: how the app is opened, and what is done then: keys, and seconds that pass.

    ``start`` is the routine it is opened on. ``first`` is a person who has never been here, ``lived``
    one who has been for three months. ``also`` are sizes that the terminal is then dragged to, for to
    start anew in each takes much longer. One that ``asks`` is no rehearsal, and has the questions that
    other scenes go without; one that is ``kept`` is no rehearsal either.
    """

    name: str
    size: Size
    does: tuple[str | int, ...] = ()
    theme: str = ""
    start: str = ""
    first: bool = False
    lived: bool = False
    picture: bool = False
    also: tuple[Size, ...] = ()
    asks: bool = False
    kept: bool = False

    @asynccontextmanager
    async def played(self, home: Path) -> AsyncIterator[Story]:
        """The scene at its moment, with a person's folders in ``home``."""
        library = (
            demo_library(home, TODAY)
            if self.lived
            else library_in(home, safety_seen=not self.first)
        )
        if self.asks:
            del library.settings
        # Nothing of a rehearsal is kept on the disk, which takes time and shows nothing.
        async with opened(
            library,
            size=self.size,
            start=self.start or None,
            theme=self.theme,
            rehearsal=not (self.asks or self.kept),
        ) as story:
            for waits, some in groupby(self.does, key=lambda one: isinstance(one, int)):
                if waits:
                    # A long silence pauses a session that is kept.
                    await story.wait(sum(map(int, some)), looks=not self.kept)
                else:
                    await story.press(*map(str, some))
            await story.wait()
            yield story

    def golden(self, size: Size | None = None) -> Path:
        """The file that holds its text, in the first size or another one."""
        other = f"-{size[0]}x{size[1]}" if size and size != self.size else ""
        return GOLDEN / f"{self.name}{other}.txt"


NARROW: Size = (40, 12)
MIDDLE: Size = (100, 30)
TO_THE_HOLD = ("r", "n", "n", "n", 28)
"""Into the first hold of the Egoscue flow, the right side being the stiffer one."""
STRETCH = "stretch-then-strengthen"
TO_PIGEON = ("n", "n", 35, "h")
"""It hurts in the right side of pigeon pose."""
EDITED = ("2", "G", "k", "e")
"""A copy of the longest routine, with sections and a pick."""

SCENES = (
    Scene("safety-first-start", SMALL, first=True),
    Scene("safety", LARGE, ("exclamation_mark",), picture=True),
    Scene("list", LARGE, picture=True, also=(SMALL, MIDDLE, NARROW)),
    Scene("list-light", LARGE, ("j", "j", "j"), theme=LIGHT),
    Scene(
        "list-filtered-light", LARGE, ("f", *"jj", "space", "enter", 2), theme=LIGHT, picture=True
    ),
    Scene("list-searched", SMALL, ("/", *"hip f", "enter", "j")),
    Scene("list-found-in-text", SMALL, ("/", *"chest", "enter"), also=(MIDDLE, NARROW)),
    Scene("list-search-without-hit", SMALL, ("/", *"xyz")),
    Scene("list-filtered", SMALL, ("f", "space", *"jj", "space", "enter")),
    Scene("filters", LARGE, ("f", "space", *"jj", "space"), picture=True, also=(SMALL,)),
    Scene("keys-of-the-list", SMALL, ("?",), also=(MIDDLE, NARROW)),
    Scene("help", SMALL, ("?", "h", *["right"] * 2), also=(NARROW,)),
    Scene("exercise", LARGE, ("/", *"pig", "enter", "enter"), picture=True, also=(SMALL, NARROW)),
    Scene("exercise-scrolled", SMALL, ("enter", "G")),
    Scene("routines", LARGE, ("2", "j"), picture=True, also=(SMALL, NARROW)),
    Scene("routine", SMALL, ("2", "j", "o"), theme=LIGHT),
    Scene("basket", SMALL, ("space", *"jjj", "space", "b", "space")),
    Scene("editor", LARGE, (*EDITED, "j", "j"), also=(SMALL, NARROW)),
    Scene("editor-step", SMALL, (*EDITED, *"jjj", "enter", *"30 secs both", 1), theme=LIGHT),
    Scene("editor-pick", SMALL, (*EDITED, "G", *"kkkkkk", "enter")),
    Scene("editor-add", SMALL, (*EDITED, "a", *"hip f"), also=(NARROW,)),
    Scene("editor-leave", SMALL, (*EDITED, "x", "escape")),
    Scene("compose", LARGE, ("3", "j", "j", "tab", *"jjjj"), picture=True),
    Scene("compose-wide", (200, 60), ("3", "tab", "j", "s")),
    Scene("compose-80x24", SMALL, ("3",), also=((60, 20),)),
    Scene(
        "compose-opened", SMALL, ("3", *"jk", *["right_curly_bracket"] * 3, "space", "j", "space")
    ),
    Scene("compose-no-plan", SMALL, ("3", *["minus"] * 9), theme=LIGHT),
    Scene("compose-40x12", NARROW, ("3",)),
    Scene("compose-40x12-plan", NARROW, ("3", "tab", "j")),
    Scene("progress", LARGE, ("4",), lived=True, picture=True, also=(SMALL, NARROW)),
    Scene("progress-light", SMALL, ("4", "G"), lived=True, theme=LIGHT),
    Scene("progress-sessions", SMALL, ("4", "s", *"jj"), lived=True, also=(NARROW,)),
    Scene("progress-session", SMALL, ("4", "s", *"jj", "enter"), lived=True),
    Scene("progress-said", SMALL, ("4", "s", "e", "down", "right"), lived=True),
    Scene("progress-empty", SMALL, ("4",)),
    Scene("settings", SMALL, (",", *"jj", "right")),
    Scene("stiffer-side", SMALL, start=FLOW),
    Scene("session-waiting", SMALL, ("enter", "enter", 6), start="desk-break", asks=True),
    Scene("session-ready", SMALL, ("r", 3), start=FLOW),
    Scene("session-reps", SMALL, ("l", 14), start=FLOW, theme=LIGHT),
    Scene(
        "session-hold",
        MIDDLE,
        TO_THE_HOLD,
        start=FLOW,
        picture=True,
        kept=True,
        also=(SMALL, LARGE, NARROW),
    ),
    Scene("session-coming", SMALL, (*TO_THE_HOLD, 49), start=FLOW, also=(MIDDLE, LARGE, NARROW)),
    Scene("session-coming-exercise", MIDDLE, (*TO_THE_HOLD, 93), start=FLOW, theme=LIGHT),
    Scene("session-rest", SMALL, (*TO_THE_HOLD, 20), start=FLOW, also=(MIDDLE, LARGE, NARROW)),
    Scene("session-no-sides", SMALL, ("n", 3), start="knees-to-chest", also=(MIDDLE, LARGE)),
    Scene(
        "session-switch",
        MIDDLE,
        (*TO_THE_HOLD, 57),
        start=FLOW,
        theme=LIGHT,
        picture=True,
        kept=True,
    ),
    Scene("session-move", SMALL, (*"nnnn", 5), start="hip-strength"),
    Scene("session-moving", SMALL, ("n", "d", 7), theme=LIGHT, start="desk-break"),
    Scene("session-each-way", SMALL, ("n", "n", "d", 21), start="desk-break"),
    Scene("session-in-turn", SMALL, (*"nnnn", "d", 5), start="desk-break"),
    Scene("session-breaths", SMALL, ("n", "n", "d", 8), start="knees-to-chest"),
    Scene("session-left", SMALL, ("n", *"nnn", "d", "d", "d", 10), start=FLOW),
    Scene(
        "session-paused",
        SMALL,
        (*TO_THE_HOLD, "space"),
        start=FLOW,
        also=(MIDDLE, LARGE, NARROW, (40, 24)),
    ),
    Scene("session-count-in", SMALL, (*TO_THE_HOLD, "space", "space", 1), start=FLOW),
    Scene("session-keys", SMALL, (*TO_THE_HOLD, "?"), start=FLOW),
    Scene("session-leave", SMALL, (*TO_THE_HOLD, "q"), start=FLOW),
    Scene("session-hurts", SMALL, TO_PIGEON, start=STRETCH, also=(MIDDLE, LARGE, NARROW)),
    Scene("session-hurts-left-only", SMALL, (*TO_PIGEON[:-1], 38, "h"), theme=LIGHT, start=STRETCH),
    Scene("session-red-flags", SMALL, (*TO_PIGEON, "w"), start=STRETCH, also=(NARROW,)),
    Scene("session-advice", SMALL, (*TO_PIGEON, "w", "j", "enter"), theme=LIGHT, start=STRETCH),
    Scene(
        "session-less-time",
        SMALL,
        (*TO_PIGEON[:-1], "t", "6"),
        start=STRETCH,
        also=(MIDDLE, NARROW),
    ),
    Scene(
        "session-too-little-time", SMALL, (*TO_PIGEON[:-1], "t", "1"), theme=LIGHT, start=STRETCH
    ),
    Scene("session-long-pause", SMALL, (*TO_THE_HOLD, "space", 301), start=FLOW),
    Scene("before", SMALL, ("6",), start="desk-break", asks=True, also=(MIDDLE, NARROW)),
    Scene("before-side", SMALL, ("l",), start=FLOW, asks=True, also=(LARGE, NARROW)),
    Scene(
        "harder-side",
        SMALL,
        ("r", "space", *"nnn", *(4, "d") * 6),
        start=FLOW,
        asks=True,
        also=(NARROW,),
    ),
    Scene(
        "summary-felt",
        SMALL,
        (*"62", "space", *(4, "d") * 20, *"41"),
        start="desk-break",
        asks=True,
    ),
    Scene("summary", MIDDLE, (239,), start="desk-break", picture=True, kept=True),
    Scene("summary-stopped", SMALL, ("r", 101, "s", 10, "n", 9, "q", "e"), start=FLOW, kept=True),
    Scene("summary-rehearsed", SMALL, (239,), start="desk-break"),
)


async def make_pictures() -> None:
    """Make the pictures of the README anew."""
    SCREENSHOTS.mkdir(exist_ok=True)
    for scene in SCENES:
        if scene.picture:
            with tempfile.TemporaryDirectory() as home:
                async with scene.played(Path(home)) as story:
                    picture = story.app.export_screenshot(title=f"loosen · {scene.name}")
                    text = BLANKS.sub(without_blanks, picture) + "\n"
                    picture_file(scene).write_text(text, encoding="utf-8")


BLANKS = re.compile(
    r'(<text [^>]*x=")([\d.]+)("[^>]*textLength=")([\d.]+)("[^>]*>)((?:&#160;)+)(?=[^<])'
)
"""Blanks at the beginning of a text in a picture. Some viewers leave them out: what follows moves left."""


def without_blanks(text: re.Match[str]) -> str:
    """Return the beginning of a text, moved to the right by its blanks."""
    before, x, between, length, after, blanks = text.groups()
    width = CELL * blanks.count("&")
    return f"{before}{float(x) + width:g}{between}{float(length) - width:g}{after}"


CELL = 12.2
"""Width of a cell in pictures, in pixels of the toolkit's."""


def picture_file(scene: Scene) -> Path:
    """Where the picture of a scene is kept."""
    return SCREENSHOTS / f"{scene.name}.svg"


if __name__ == "__main__":
    asyncio.run(make_pictures())
