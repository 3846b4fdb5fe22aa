"""The view of a session: place and time left, name and side, the count, the figure, what is next.

It is given values, and reads neither the clock nor the session.
"""

from collections.abc import Callable

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from loosen.domain.exercise import Exercise
from loosen.domain.figure import Figure, Instant
from loosen.domain.session.pose import pose_of
from loosen.domain.session.view import View
from loosen.domain.settings import FigureStyle
from loosen.text.block_letters import BigCount, big_count, lettered_name
from loosen.text.exercise_page import Block, Setting
from loosen.text.session_text import HARDER_SIDE_QUESTION, PhaseStyle, SessionText, mirrored
from loosen.text.wording import side_words
from loosen.tui.bindings import harder_hint
from loosen.tui.widgets.animation import Animation
from loosen.tui.widgets.figure import FigureView
from loosen.tui.widgets.lines import Lines, ProgressLine, Words
from loosen.tui.widgets.next_pose import NextPose
from loosen.tui.widgets.table import shorten

PHASED = ("#left", "#progress", "#hold", "#count", "#phase")
"""Parts in the colour of the phase; the last is a band of it."""


FITTED, MOST_ROWS = ("#lead", "#cue", "#note"), 2
"""Lines that are as high as their text, up to so many rows: the count has the rest."""
HIGH_ENOUGH = 36
"""Lines of a terminal from which on the name stands in letters of three rows."""
SHARE = 0.5
"""The most of the screen's height that digits take: every row more costs bytes each second."""


def explained(view: View, rules: tuple[str, ...], every_exercise: str) -> tuple[Block, ...]:
    """Return all there is to read of a step, for its side: the exercise's steps, the note, the rules."""
    step, side = view.step, view.segment.side
    name = ", ".join(filter(None, (step.exercise.name, side_words(side) if side else "")))
    steps = tuple(mirrored(line, side) for line in step.exercise.steps)
    note = (mirrored(step.note, side),) if step.note else ()
    blocks = (
        Block(name, Setting.NUMBERED, steps),
        Block("In this routine", Setting.LISTED, (*note, *rules)),
        Block("In every exercise", Setting.PROSE, (every_exercise,)),
    )
    return tuple(block for block in blocks if block.lines)


class BigTime(Lines):
    """The count in large digits in the middle of the widget, the side in large letters under it."""

    DEFAULT_CSS = """
    BigTime { height: 1fr; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown = BigCount("")

    def show(self, shown: BigCount) -> None:
        """Show another count or side."""
        self._shown = shown
        width, height = self.size
        if width and height:
            most = max(5, round(self.screen.size.height * SHARE))
            self.set_lines(big_count(shown, width, height, most))

    def on_resize(self) -> None:
        """Draw anew in the new room."""
        self.show(self._shown)


class SessionView(Vertical):
    """A session at an instant, in large digits; ``routine`` names what is played.

    ``panel`` stands in its place until the session begins.
    """

    count = getters.query_one(BigTime)
    figure = getters.query_one(FigureView)
    next_pose = getters.query_one(NextPose)
    progress = getters.query_one("#progress", ProgressLine)
    hold = getters.query_one("#hold", ProgressLine)

    def __init__(
        self,
        routine: str,
        animation: Animation,
        figure_of: Callable[[Exercise], Figure | None],
        panel: Widget | None = None,
    ) -> None:
        super().__init__()
        self._routine, self._panel = routine, panel
        self._animation, self._figure_of = animation, figure_of
        self._look: PhaseStyle | None = None

    def compose(self) -> ComposeResult:
        """Place and time left, name and side, the count, what to do and to mind, what comes next."""
        with Horizontal(id="top"):
            yield Words(id="place")
            yield Words(id="left")
        yield ProgressLine(id="progress")
        yield Lines(id="title")
        with Horizontal(id="middle"):
            with Vertical(id="what"):
                yield Words(id="name")
                yield Words(id="side")
                if self._panel:
                    yield self._panel
                yield BigTime(id="count")
                with Horizontal(id="now"):
                    yield Words(id="phase")
                    yield ProgressLine(id="hold")
            yield FigureView(self._animation)
            yield NextPose(self._animation)
        yield Words(id="lead")
        yield Words(id="cue")
        yield Words(id="note")
        yield Words(id="next")

    def show(self, content: SessionText, offer: str, asked: str | None) -> None:
        """Show a session's texts; ``asked`` names the exercise whose harder side is asked for, if one is."""
        texts = {
            "#place": self._place(content.place),
            "#left": content.left,
            "#name": content.name,
            "#side": content.side,
            "#phase": f"{content.style.sign} {content.phase}{offer}",
            "#lead": content.lead,
            "#cue": content.cue,
            "#note": content.note,
            "#next": f"Next  {content.following}",
        }
        if asked is not None and self.query_one("#cue", Words).display:
            hint = harder_hint(self.app, "session", "about the same")
            texts["#cue"] = f"{asked}: {HARDER_SIDE_QUESTION} {hint}"
        elif asked is not None:
            texts["#next"] = f"Harder side? {harder_hint(self.app, 'session', 'same')}"
        for place, text in texts.items():
            words = self.query_one(place, Words)
            if place in FITTED:
                words.fit(text, MOST_ROWS)
            words.show(text)
        self._entitle(content.name)
        self.count.show(content.big)
        shows_hold = content.held is not None and not offer
        if self.hold.display is not shows_hold:
            self.hold.display = shows_hold
        self.hold.show(content.held or 0.0)
        self.progress.show(content.fraction)
        coming = content.coming
        self.next_pose.show(
            coming, self._figure_of(coming.exercise) if coming else None, self.figure
        )
        self._colour(content.style)

    def _entitle(self, name: str) -> None:
        """Show the name in large letters where the screen has room for them, and in words elsewhere."""
        taken = any(self.screen.has_class(one) for one in ("-asking", "-large"))
        plain = self._animation.style is FigureStyle.ASCII
        high = self.screen.size.height >= HIGH_ENOUGH and not (taken or plain)
        rows = lettered_name(name, self.size.width - 1) if high else ()
        title, words = self.query_one("#title", Lines), self.query_one("#name", Words)
        if title.display is not bool(rows):
            title.display, words.display = bool(rows), not rows
        title.set_lines(rows)

    def _colour(self, look: PhaseStyle) -> None:
        """Give the parts that tell the phase its colour: they alone are painted anew when it changes.

        A class of the whole screen would have every cell of it sent again.
        """
        if look is self._look:
            return
        for part in PHASED:
            widget = self.query_one(part)
            if self._look:
                widget.remove_class(f"-{self._look.colour}")
            widget.add_class(f"-{look.colour}")
        self._look = look

    def _place(self, place: str) -> str:
        """The routine's name, cut where there is no room, and the step, which always has some."""
        room = self.query_one("#place", Words).size.width - len(place) - 3
        return f"{shorten(self._routine, room)} · {place}"

    def move(self, view: View) -> None:
        """Show the figure in time with the count; it stands where the session stands."""
        if not self.figure.display:
            return
        figure = self._figure_of(view.step.exercise)
        if figure is None:
            self.figure.show(None, Instant(0.0))
        else:
            pose = pose_of(figure, view, stepped=self._animation.stepped)
            instant = pose.instant if self._animation.rate else figure.still
            self.figure.move(figure, instant, mirrored=pose.mirrored)
