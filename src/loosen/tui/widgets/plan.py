"""A plan with its time, steps, positions, shares of areas and reasons; or why there is none."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from loosen.domain.composer import NoPlan, Plan, PlanStep, Reason, Status
from loosen.domain.exercise import Exercise
from loosen.domain.figure import Figure
from loosen.domain.pace import Pace
from loosen.domain.timeline import unroll
from loosen.text.composer import (
    blocking_words,
    coverage_words,
    help_words,
    plan_remarks,
    reason_words,
    relaxation_words,
)
from loosen.text.plain_pages import path_words
from loosen.text.wording import clock_words, dose_words, name_words, position_words
from loosen.tui.late import once_painted, refill
from loosen.tui.widgets.animation import Animation
from loosen.tui.widgets.figure import MovingFigure
from loosen.tui.widgets.lines import bar
from loosen.tui.widgets.page import item_row
from loosen.tui.widgets.prose import Lead, ProseRow, ProseView
from loosen.tui.widgets.table import Line, Table, shorten

LOUD = frozenset({1, 2, 3})
KEPT = " · kept"
"""Behind the name of an exercise that was asked for."""
FIGURE_LINES = 14
OTHER_LINES = 9
"""Above and below the steps: the time, the way, the areas and the reason."""
BESIDE = 120
"""Cells from which the figure stands beside the steps."""
PHASE, TIME, BETWEEN = 10, 5, 2
"""Cells of the columns of phases and of times, and of the room around each column."""
NARROWEST_WITH_PHASE = 62
PlanColumns = tuple[int, int, int, int]


def used_line(plan: Plan, width: int) -> str:
    """Return the time used as words and a bar, and the bound on better plans, for ``width`` cells."""
    budget = plan.brief.seconds
    proof = "the best there is"
    if plan.status is Status.BOUNDED:
        proof = f"within {plan.gap:.1%} of the best" if plan.gap else "as good as the best"
    words = f"{clock_words(plan.seconds)} of {clock_words(budget)}"
    room = max(0, min(40, width - len(words) - len(proof) - 4))
    return f"{words}  {bar(plan.seconds / budget, room, '█', '░')}  {proof}"


def coverage_line(plan: Plan) -> str:
    """Return the time that each area gets, and the plan's remarks."""
    times = ", ".join(map(coverage_words, plan.coverage))
    return "\n".join([f"Time for each: {times}", *plan_remarks(plan)])


def plan_columns(width: int, names: int, doses: int) -> PlanColumns:
    """Widths of phase, name, dose and time in a table of a width, padding apart; 0 leaves one out.

    Names and doses of so many cells stand side by side, however wide the table is.
    """
    phase = PHASE if width >= NARROWEST_WITH_PHASE else 0
    room = width - TIME - 3 * BETWEEN - (phase + BETWEEN if phase else 0)
    dose = min(doses, room * 2 // 5)
    return phase, max(1, min(names, room - dose)), dose, TIME


def step_facts(step: PlanStep, widths: PlanColumns) -> str:
    """Return what a row of such columns leaves out of a step: what was cut, its phase, its position."""
    phase, name, dose, _ = widths
    words = (
        (name_words(step.exercise), cell_len(name_words(step.exercise)) > name),
        (step.phase, not phase),
        (position_words(step.exercise.position), True),
        (dose_words(step.dose), cell_len(dose_words(step.dose)) > dose),
    )
    return " · ".join(text for text, left_out in words if left_out)


class RelaxationRow(ProseView):
    """A change that would help, with the key that takes it; a click takes it, too."""

    @dataclass(eq=False)
    class Taken(Message):
        """The change with a number was clicked on, from 1."""

        number: int

    def __init__(self, number: int, words: str) -> None:
        super().__init__((ProseRow(words, leads=(Lead(str(number), style="bold $accent"),)),))
        self._number = number

    def on_click(self, event: Click) -> None:
        """Post ``Taken``."""
        event.stop()
        self.post_message(self.Taken(self._number))


class NoPlanView(VerticalScroll, can_focus=False):
    """Why there is no plan, and what would help."""

    DEFAULT_CSS = """
    NoPlanView { height: 1fr; padding: 1; }
    NoPlanView > .gap { margin-bottom: 1; }
    NoPlanView > .helps { margin-top: 1; }
    NoPlanView > RelaxationRow:hover { background: $block-cursor-background; }
    """

    def show(self, none: NoPlan) -> None:
        """Show another conflict."""
        self.call_later(refill, self, tuple(_no_plan_parts(none)))

    def refuse(self, words: str) -> None:
        """Show why nothing is composed at all."""
        self.call_later(refill, self, (Static(Content(words), classes="gap"),))


def _no_plan_parts(none: NoPlan) -> Iterator[Widget]:
    if none.stopped:
        yield Static(Content("Still thinking."), classes="gap")
        return
    yield Static(Content("No plan fits."), classes="strong gap")
    for words in blocking_words(none):
        yield ProseView((item_row(words),))
    if none.relaxations:
        yield Static(Content(f"{help_words(none)} press its number."), classes="helps gap")
    for number, (change, gain) in enumerate(relaxation_words(none), 1):
        yield RelaxationRow(number, change + (f"  –  {gain}" if gain else ""))


class PlanView(Vertical):
    """Shows a plan, with the figure of the step under the cursor where there is room."""

    DEFAULT_CSS = f"""
    PlanView > Static {{ height: auto; }}
    PlanView > #used {{ height: 1; margin-bottom: 1; }}
    PlanView > #middle {{ height: 1fr; layout: vertical; }}
    PlanView MovingFigure {{ display: none; width: 100%; height: {FIGURE_LINES}; }}
    PlanView.-roomy MovingFigure {{ display: block; }}
    PlanView.-beside > #middle {{ layout: horizontal; }}
    PlanView.-beside > #middle {{ height: 24; max-height: 70%; }}
    PlanView.-beside Table {{ width: 84; height: 100%; }}
    PlanView.-beside MovingFigure {{ display: block; width: 1fr; height: 100%; }}
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
        self._plan: Plan | None = None
        self._columns: Callable[[int], PlanColumns] = lambda width: plan_columns(width, 0, 0)

    def on_resize(self) -> None:
        """Lay the columns out in the new room."""
        if self._plan:
            self.show(self._plan)

    def compose(self) -> ComposeResult:
        """Bar, steps, and what stands under them."""
        yield Static(id="used")
        with Horizontal(id="middle"):
            yield Table(id="steps")
            yield MovingFigure(self._animation)
        yield Static(id="way")
        yield Static(id="coverage")
        yield Static(id="facts")
        yield Static(id="why")

    @property
    def step(self) -> int | None:
        """The number of the step under the cursor, from 0."""
        return self.table.cursor_row if self._slugs else None

    @property
    def slug(self) -> str | None:
        """The exercise under the cursor."""
        return self._slugs[self.step] if self.step is not None else None

    def show(self, plan: Plan) -> None:
        """Show a plan; the cursor follows its exercise, or what has taken its place."""
        slugs = tuple(step.exercise.slug for step in plan.steps)
        place = self._place_in(slugs)
        self._slugs, self._plan = slugs, plan
        self.set_class(self.size.width >= BESIDE, "-beside")
        self._fill(plan, place)
        self._show_texts(plan)
        self.set_class(self.size.height >= len(plan.steps) + FIGURE_LINES + OTHER_LINES, "-roomy")
        once_painted(self, self._play)

    def _place_in(self, slugs: tuple[str, ...]) -> int:
        slug, place = self.slug, self.table.cursor_row
        if slug in slugs:
            return slugs.index(slug)
        new = [n for n, one in enumerate(slugs) if one not in self._slugs]
        return new[0] if self._slugs and len(new) == 1 else place

    def _fill(self, plan: Plan, place: int) -> None:
        kept = plan.brief.include
        names = [cell_len(_called(step, kept)) for step in plan.steps]
        doses = [cell_len(dose_words(step.dose)) for step in plan.steps]
        self._columns = lambda width: plan_columns(width, max(names), max(doses))

        def line(number: int, widths: PlanColumns) -> Line:
            step = plan.steps[number]
            first = number == 0 or plan.steps[number - 1].phase != step.phase
            name = name_words(step.exercise)
            if step.exercise.slug in kept:
                name = f"{shorten(name, widths[1] - len(KEPT))}{KEPT}"
            time = clock_words(step.seconds + step.moving).rjust(TIME)
            return Line((step.phase if first else "", name, dose_words(step.dose), time), LOUD)

        self.table.fill(self._slugs, line, self._columns, row=place)

    def _play(self) -> None:
        """Show the figure of the step under the cursor, after the words."""
        if self._plan and self.figure.display:
            self.figure.play(self._figure_of(self._plan.steps[self.table.cursor_row].exercise))

    def _show_texts(self, plan: Plan) -> None:
        held = {step.exercise.slug: step.exercise for step in plan.steps}
        timeline = unroll(plan.exercise_steps, held, self._pace, plan.brief.stiffer)
        texts = {
            "#used": used_line(plan, self.size.width - 1),
            "#way": path_words(timeline),
            "#coverage": coverage_line(plan),
        }
        for place, text in texts.items():
            self.query_one(place, Static).update(Content(text))

    def explain(self, step: PlanStep, reason: Reason) -> None:
        """Show the facts of the step under the cursor, and why it is in."""
        widths = self._columns(self.table.size.width or self.size.width)
        self.query_one("#facts", Static).update(Content(step_facts(step, widths)))
        self.query_one("#why", Static).update(Content(f"Why: {reason_words(reason)}"))

    @on(Table.Highlighted)
    def _moved(self, event: Table.Highlighted) -> None:
        event.stop()
        self.post_message(self.Highlighted())
        once_painted(self, self._play)


def _called(step: PlanStep, kept: Collection[str]) -> str:
    """The name of a step, with what stands behind it."""
    return name_words(step.exercise) + (KEPT if step.exercise.slug in kept else "")
