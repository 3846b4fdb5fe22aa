"""Every screen and dialog, reached as a person reaches it: what the tables of habits go through."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tui.story import TODAY, Story, library_in, opened

from loosen.domain.settings import QuestionSettings
from loosen.services.demo import furnished

FLOW = "egoscue-flow"
STRETCH = "stretch-then-strengthen"


@dataclass(frozen=True)
class Spot:
    """A screen or dialog, and the keys and seconds that lead to it.

    One that ``moves`` has a list or a page; one that is ``typed`` into, a line.
    """

    name: str
    does: tuple[str | int, ...] = ()
    start: str = ""
    asks: bool = False
    lived: bool = False
    moves: bool = True
    typed: bool = False

    @asynccontextmanager
    async def reached(self, home: Path, keys: dict[str, str] | None = None) -> AsyncIterator[Story]:
        """The app at the spot, with a person's own keys."""
        library = furnished(home, TODAY) if self.lived else library_in(home)
        questions = QuestionSettings() if self.asks else QuestionSettings.none()
        changed = {"keys": keys or {}, "questions": questions}
        library.settings = library.settings.model_copy(update=changed)
        async with opened(library, start=self.start or None, rehearsal=not self.asks) as story:
            for one in self.does:
                if isinstance(one, int):
                    await story.wait(one, looks=1)
                else:
                    await story.press(one)
            await story.wait()
            yield story


SPOTS = (
    Spot("list"),
    Spot("filters", ("f",)),
    Spot("exercise", ("enter",)),
    Spot("routines", ("2",)),
    Spot("routine", ("2", "o")),
    Spot("rename", ("2", "y", "t"), moves=False, typed=True),
    Spot("compose brief", ("3",)),
    Spot("compose plan", ("3", *["tab"] * 7)),
    Spot("save a plan", ("3", "w"), moves=False, typed=True),
    Spot("editor", ("2", "G", "e")),
    Spot("find", ("2", "G", "e", "a"), moves=False, typed=True),
    Spot("step", ("2", "G", "e", "enter"), moves=False, typed=True),
    Spot("parting", ("2", "G", "e", "x", "escape")),
    Spot("progress", ("4",), lived=True),
    Spot("sessions", ("4", "s"), lived=True),
    Spot("past session", ("4", "s", "enter"), lived=True),
    Spot("said", ("4", "s", "e"), lived=True),
    Spot("settings", ("comma",)),
    Spot("safety", ("exclamation_mark",)),
    Spot("help", ("question_mark", "h", "right")),
    Spot("keys", ("question_mark",)),
    Spot("stiffer", start=FLOW),
    Spot("feeling", start="desk-break", asks=True, moves=False),
    Spot("session", start="desk-break", moves=False),
    Spot("end", ("q",), start="desk-break"),
    Spot("hurt", ("n", "n", 35, "h"), start=STRETCH),
    Spot("signs", ("n", "n", 35, "h", "w"), start=STRETCH),
    Spot("advice", ("n", "n", 35, "h", "w", "j", "enter"), start=STRETCH),
    Spot("less time", ("t",), start="desk-break", moves=False),
    Spot("summary", (239,), start="desk-break"),
)
