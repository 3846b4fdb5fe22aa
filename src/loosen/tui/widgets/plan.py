"""A plan: its time as a bar, its steps, the body's way, how far each area got, and why."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from loosen.domain.composer import NoPlan, Plan, Reason, Status
from loosen.domain.exercise import Exercise
from loosen.domain.figure import Figure
from loosen.domain.pace import Pace
from loosen.domain.timeline import unroll
from loosen.text.composer import blocking_words, reason_words, relaxation_words
from loosen.text.plain_pages import path_words
from loosen.text.wording import clock_words, dose_words, name_words
from loosen.tui.late import once_painted
from loosen.tui.widgets.figure import Animation, MovingFigure
from loosen.tui.widgets.lines import bar
from loosen.tui.widgets.table import Line, Table

CIRCLED = "①②③④⑤⑥⑦⑧⑨"
SIGNS = {"moving": "≈", "mobility": "○", "strength": "▲", "long holds": "●", "quiet": "◡"}
LOUD = frozenset({1, 2, 3})
FIGURE_LINES = 14
OTHER_LINES = 8
"""Above and below the steps: the time, the way, the areas and the reason."""


def used_line(plan: Plan, width: int) -> str:
    """How much of the time is used, as words and a bar, and how sure it is that none is better."""
    budget = plan.brief.seconds
    proof = "the best there is"
    if plan.status is Status.BOUNDED:
        proof = f"within {plan.gap:.1%} of the best" if plan.gap else "as good as the best"
    words = f"{clock_words(plan.seconds)} of {clock_words(budget)}"
    room = max(0, min(40, width - len(words) - len(proof) - 4))
    return f"{words}  {bar(plan.seconds / budget, room, '█', '░')}  {proof}"


def coverage_line(plan: Plan) -> str:
    """How much of its share each area got."""
    return "   ".join(f"{one.area.label} {one.percent} %" for one in plan.coverage)


def no_plan_lines(none: NoPlan) -> list[str]:
    """Why there is no plan, and what would help, a key before each."""
    if none.stopped:
        return ["Still thinking."]
    lines = ["No plan fits.", "", *(f"· {words}" for words in blocking_words(none))]
    if none.relaxations:
        lines += ["", "Any of these would help; press its number:"]
        for sign, (change, gain) in zip(CIRCLED, relaxation_words(none), strict=False):
            lines.append(f"{sign} {change}" + (f"  –  {gain}" if gain else ""))
    return lines


def columns_for(width: int) -> tuple[int, int, int, int]:
    """Widths of sign, name, dose and time, padding apart."""
    sign, time = 2, 6
    room = width - sign - time - 8
    dose = min(23, room * 2 // 5)
    return sign, room - dose, dose, time


def step_line(plan: Plan, number: int) -> Line:
    """A step of a plan: its phase, ‡ where it is pinned, name, dose and time."""
    step = plan.steps[number]
    pinned = "‡" if step.exercise.slug in plan.brief.include else " "
    time = clock_words(step.seconds + step.moving).rjust(5)
    phase, name, dose = SIGNS[step.phase] + pinned, name_words(step.exercise), dose_words(step.dose)
    return Line((phase, name, dose, time), LOUD)


class PlanView(Vertical):
    """Shows a plan and tells which step is under the cursor; its figure moves where there is room."""

    DEFAULT_CSS = f"""
    PlanView > Static {{ height: auto; }}
    PlanView > #used {{ height: 1; margin-bottom: 1; }}
    PlanView > MovingFigure {{ display: none; width: 100%; height: {FIGURE_LINES}; }}
    PlanView.-roomy > MovingFigure {{ display: block; }}
    """

    @dataclass(eq=False)
    class Highlighted(Message):
        """The cursor is on another step."""

    table = getters.query_one(Table)
    figure = getters.query_one(MovingFigure)

    def __init__(
        self, pace: Pace, animation: Animation, figure_of: Callable[[Exercise], Figure | None]
    ) -> None:
        super().__init__()
        self._pace = pace
        self._animation, self._figure_of = animation, figure_of
        self._slugs: tuple[str, ...] = ()
        self._kept: int | None = None
        self._plan: Plan | None = None

    def on_resize(self) -> None:
        """Lay the columns out in the new room."""
        if self._plan:
            once_painted(self, self.show, self._plan)

    def compose(self) -> ComposeResult:
        """Bar, steps, and what stands under them."""
        yield Static(id="used")
        yield Table(id="steps")
        yield MovingFigure(self._animation)
        yield Static(id="way")
        yield Static(id="coverage")
        yield Static(id="why")

    @property
    def step(self) -> int | None:
        """The number of the step under the cursor, from 0."""
        return self.table.cursor_row if self._slugs else None

    @property
    def slug(self) -> str | None:
        """The exercise under the cursor."""
        return self._slugs[self.step] if self.step is not None else None

    def keep(self, step: int) -> None:
        """Put the cursor on a step when the next plan is shown."""
        self._kept = step

    def show(self, plan: Plan) -> None:
        """Show a plan; the cursor keeps its place."""
        place = self.table.cursor_row if self._kept is None else self._kept
        self._kept, self._plan = None, plan
        self._slugs = tuple(step.exercise.slug for step in plan.steps)
        widths = columns_for(self.table.size.width)
        self.table.fill(self._slugs, lambda n: step_line(plan, n), widths, row=place)
        self._tell(plan)
        self.set_class(self.size.height >= len(plan.steps) + FIGURE_LINES + OTHER_LINES, "-roomy")
        once_painted(self, self._play)

    def _play(self) -> None:
        """Show the figure of the step under the cursor, after the words."""
        if self._plan and self.figure.display:
            self.figure.play(self._figure_of(self._plan.steps[self.table.cursor_row].exercise))

    def _tell(self, plan: Plan) -> None:
        held = {step.exercise.slug: step.exercise for step in plan.steps}
        timeline = unroll(plan.exercise_steps, held, self._pace, plan.brief.stiffer)
        texts = {
            "#used": used_line(plan, self.size.width - 1),
            "#way": path_words(timeline),
            "#coverage": coverage_line(plan),
        }
        for place, text in texts.items():
            self.query_one(place, Static).update(Content(text))

    def explain(self, reason: Reason) -> None:
        """Say why the step under the cursor is in."""
        self.query_one("#why", Static).update(Content(f"Why: {reason_words(reason)}"))

    @on(Table.Highlighted)
    def _moved(self, event: Table.Highlighted) -> None:
        event.stop()
        self.post_message(self.Highlighted())
        once_painted(self, self._play)
