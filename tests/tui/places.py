"""Every screen and dialog, reached as a person reaches it: what the tables of habits go through."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tui.story import TODAY, Story, library_in, opened

from loosen.domain.settings import QuestionSettings
from loosen.services.demo import demo_library

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

    @property
    def walk(self) -> tuple[str, bool, bool]:
        """What an app is opened on; the spots of one walk are reached in one app.

        A session is left for good, so each spot in one is a walk of its own.
        """
        return self.name if self.start else "", self.asks, self.lived

    @asynccontextmanager
    async def reached(self, home: Path, keys: dict[str, str] | None = None) -> AsyncIterator[Story]:
        """The app at the spot, with a person's own keys."""
        async with walked((self,), home, keys) as stops:
            async for _, story in stops:
                yield story


SPOTS = (
    Spot("list"),
    Spot("filters", ("f",)),
    Spot("exercise", ("enter",)),
    Spot("routines", ("2",)),
    Spot("routine", ("2", "o")),
    Spot("rename", ("2", "y", "t"), moves=False, typed=True),
    Spot("compose brief", ("3",)),
    Spot("compose plan", ("3", "tab")),
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
    Spot("stiffer", start=FLOW, moves=False),
    Spot("feeling", start="desk-break", asks=True, moves=False),
    Spot("session", start="desk-break", moves=False),
    Spot("end", ("q",), start="desk-break"),
    Spot("hurt", ("n", "n", 35, "h"), start=STRETCH),
    Spot("signs", ("n", "n", 35, "h", "w"), start=STRETCH),
    Spot("advice", ("n", "n", 35, "h", "w", "j", "enter"), start=STRETCH),
    Spot("less time", ("t",), start="desk-break", moves=False),
    Spot("summary", (239,), start="desk-break"),
)


@asynccontextmanager
async def walked(
    spots: Sequence[Spot], home: Path, keys: dict[str, str] | None = None
) -> AsyncIterator[AsyncIterator[tuple[Spot, Story]]]:
    """One app that is led to each spot of a walk, one after the other."""
    first = spots[0]
    assert {spot.walk for spot in spots} == {first.walk}
    library = demo_library(home, TODAY) if first.lived else library_in(home)
    questions = QuestionSettings() if first.asks else QuestionSettings.none()
    changed = {"keys": keys or {}, "questions": questions}
    library.settings = library.settings.copy_with(**changed)
    async with opened(library, start=first.start or None, rehearsal=not first.asks) as story:
        yield _stops(spots, story)


async def _stops(spots: Sequence[Spot], story: Story) -> AsyncIterator[tuple[Spot, Story]]:
    for spot in spots:
        if spot is not spots[0]:
            await story.home()
        for one in spot.does:
            if isinstance(one, int):
                await story.wait(one, looks=1)
            else:
                await story.press(one)
        await story.wait()
        yield spot, story


def walks(spots: Iterable[Spot]) -> list[tuple[Spot, ...]]:
    """Spots in as many walks as need an app of their own."""
    found: dict[tuple[str, bool, bool], list[Spot]] = {}
    for spot in spots:
        found.setdefault(spot.walk, []).append(spot)
    return [tuple(some) for some in found.values()]
