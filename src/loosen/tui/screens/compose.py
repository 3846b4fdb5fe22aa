"""The composer: the brief on the left, the plan on the right, composed anew with every key."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import count

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import ScreenResume
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Rule, Static
from textual.worker import get_current_worker

from loosen.domain.composer import (
    Brief,
    NoPlan,
    Plan,
    best_swap,
    compose,
    fill,
    moved,
    next_plans,
    reasons,
    with_dose,
)
from loosen.services.due import recency
from loosen.services.library import Library, likings_for
from loosen.text.brief_form import brief_form
from loosen.text.controls import with_fields
from loosen.text.plain_pages import Paragraph, lines_of
from loosen.text.plan import plan_lines, plan_notes
from loosen.text.wording import about_words, count_words
from loosen.tui.bindings import KeyedScreen, copy_key, step_keys
from loosen.tui.dialogs.name import NameDialog
from loosen.tui.messages import CopyText, FilesChanged, Place, RunSteps
from loosen.tui.notices import report_write_errors
from loosen.tui.widgets.controls import ControlPanel
from loosen.tui.widgets.figure import Animation
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.plan import PlanView, no_plan_lines

OF_PLAN = frozenset({"run", "save", "pin", "drop", "swap", "dose", "move", "next", "fill", "copy"})


Stop = Callable[[], bool]
Proposal = Plan | NoPlan | None
"""What the composer came to; None where a change of a plan can't be done."""
MEASURE = 33
MOST_PAST = 100
"""Changes that can be taken back."""


@dataclass(eq=False)
class Answered(Message):
    """The composer has answered a question, the ``number``-th; ``otherwise`` says it can’t be done."""

    number: int
    answer: Proposal
    otherwise: str = ""

    @property
    def revises(self) -> bool:
        """Whether a plan was to be changed."""
        return bool(self.otherwise)


class Proposals:
    """A brief and the composer's answer to it, each change of which can be taken back.

    The composer is asked in a thread of the ``screen``, which hands in what comes of it; an answer that
    nobody waits for any more is dropped. ``show_brief`` and ``show_answer`` are called when what stands is
    another one.
    """

    def __init__(
        self,
        screen: Screen[None],
        library: Library,
        today: Callable[[], datetime],
        *,
        show_brief: Callable[[], None],
        show_answer: Callable[[], None],
    ) -> None:
        self._screen, self._library, self._today = screen, library, today
        self._show_brief, self._show_answer = show_brief, show_answer
        self.catalogue = library.catalogue
        self.brief = library.brief
        self.answer: Proposal = None
        self._recency: Mapping[str, int] | None = None
        self._others: Iterator[Plan] | None = None
        self._answers: Brief | None = None  # the brief that the answer belongs to
        self._past: list[tuple[Brief, Proposal]] = []
        self._numbers = count(1)
        self._number = 0

    @property
    def can_undo(self) -> bool:
        """Whether a change can be taken back."""
        return bool(self._past)

    def propose(self) -> None:
        """Compose to the brief that stands."""
        brief, catalogue = self.brief, self.catalogue
        pace = self._library.settings.pace
        self._others, self._number = None, next(self._numbers)

        def composed(stop: Stop) -> Plan | NoPlan:
            whole = with_fields(brief, recency=self._done_lately())
            return compose(whole, catalogue, pace=pace, should_stop=stop)

        self._ask(composed, "")

    def revise(self, question: Callable[[Plan, Stop], Plan | None], otherwise: str) -> None:
        """Change the plan that stands; ``otherwise`` is said where that can't be done."""
        plan = self.answer
        if isinstance(plan, Plan):
            self._number = next(self._numbers)
            self._ask(lambda stop: question(plan, stop), otherwise)

    def _ask(self, question: Callable[[Stop], Proposal], otherwise: str) -> None:
        number = self._number

        def work() -> None:
            worker = get_current_worker()
            answer = question(lambda: worker.is_cancelled)
            if not worker.is_cancelled:
                self._screen.post_message(Answered(number, answer, otherwise))

        self._screen.run_worker(
            work, thread=True, exclusive=True, exit_on_error=False, group="compose"
        )

    def _done_lately(self) -> Mapping[str, int]:
        """Days since each exercise was done, read once for each visit, off the screen's own thread."""
        if self._recency is None:
            self._recency = recency(self._library, self._today())
        return self._recency

    def next_plan(self, plan: Plan, stop: Stop) -> Plan | None:
        """The next best plan that differs in two steps."""
        if self._others is None:
            self._others = next_plans(plan, should_stop=stop)
        return next(self._others, None)

    def take(self, event: Answered) -> None:
        """Take an answer, if it is to what was asked last."""
        if event.number != self._number:
            return
        if event.answer is None:
            self._screen.notify(event.otherwise, timeout=3, markup=False)
            return
        if event.revises:
            self._remember_this()
        self.answer, self._answers = event.answer, self.brief
        self._show_answer()

    def ask_for(self, brief: Brief) -> None:
        """Ask for something else."""
        if brief != self.brief:
            self._remember_this()
        self.brief = brief
        self._show_brief()
        self.propose()

    def reload(self) -> None:
        """Take in what was done, chosen or written meanwhile.

        The plan that stands may hold what is gone; with a choice alone it changes too.
        """
        self._recency = None
        own = likings_for(self._library.settings.exercises, self.brief.include)
        chosen = any(getattr(self.brief, key) != tuple(sorted(own[key])) for key in own)
        anew = self.catalogue is not self._library.catalogue
        if anew:
            self.catalogue, self.answer = self._library.catalogue, None
            self._past.clear()  # plans that may hold what is gone
        if chosen:
            self.ask_for(with_fields(self.brief, **own))
        elif anew:
            self.propose()

    def _remember_this(self) -> None:
        """What stands can be come back to."""
        whole = self._answers == self.brief
        self._past.append((self.brief, self.answer if whole else None))
        del self._past[:-MOST_PAST]

    def undo(self) -> None:
        """Back to the brief and the plan before the last change."""
        if not self._past:
            return
        self.brief, self.answer = self._past.pop()
        self._answers = self.brief
        self._show_brief()
        if self.answer is None:
            self.propose()
        else:
            # An answer that is still looked for is to what was taken back.
            self._others, self._number = None, next(self._numbers)
            self._show_answer()


class ComposeScreen(KeyedScreen[None]):
    """A brief beside its plan."""

    CSS_PATH = "compose.tcss"
    BINDINGS = [
        Binding("r", "run", "Begin", id="compose.run", tooltip="Begin this plan"),
        Binding("n", "next", "Next plan", id="compose.next", tooltip="The next best different one"),
        Binding("s", "swap", "Swap", id="compose.swap", tooltip="Another exercise for this step"),
        Binding("p", "pin", "Pin", id="compose.pin", tooltip="Keep this exercise in, or let it go"),
        Binding("x", "drop", "Drop", id="compose.drop", tooltip="Compose without this step"),
        Binding("f", "fill", "Fill", id="compose.fill", tooltip="Put the time that is left to use"),
        Binding("w", "save", "Save", id="compose.save", tooltip="Keep it as a routine"),
        Binding("u", "undo", "Undo", id="compose.undo", tooltip="Take the last change back"),
        copy_key("compose"),
        *step_keys("compose"),
        Binding("escape", "focus_brief", "To the brief", show=False, id="compose.brief"),
        *(
            Binding(str(n), f"relax({n})", f"Change {n}", show=False, id=f"compose.relax-{n}")
            for n in range(1, 10)
        ),
    ]

    view = getters.query_one(PlanView)

    def __init__(
        self, library: Library, today: Callable[[], datetime], animation: Animation
    ) -> None:
        super().__init__()
        self._library, self._animation = library, animation
        self.proposals = Proposals(
            self, library, today, show_brief=self._show_brief, show_answer=self._show
        )
        self.panel = ControlPanel[Brief](
            self.proposals.brief, lambda brief: brief_form(brief, self.proposals.catalogue), MEASURE
        )

    def compose(self) -> ComposeResult:
        """Masthead, brief and plan."""
        yield Masthead(Place.COMPOSE)
        yield Rule(line_style="solid")
        with Horizontal(id="body"):
            yield self.panel
            with Vertical(id="plan"):
                pace = self._library.settings.pace
                yield PlanView(pace, self._animation, self._library.figure)
                yield Static(id="none")
        yield KeyLine()

    def on_mount(self) -> None:
        """The brief has the keys, and the composer begins."""
        self.panel.focus()
        self.proposals.propose()

    def on_screen_suspend(self) -> None:
        """The next composing begins where this one stands."""
        if self.proposals.brief.request != self._library.brief.request:
            self._remember()

    @on(FilesChanged)
    @on(ScreenResume)
    def _reload(self) -> None:
        self.proposals.reload()

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        self.proposals.take(event)

    def _show(self) -> None:
        answer = self.proposals.answer
        self.set_class(isinstance(answer, NoPlan), "-none")
        self.refresh_bindings()
        if isinstance(answer, NoPlan):
            self.query_one("#none", Static).update(Content("\n".join(no_plan_lines(answer))))
            self.query_one(Masthead).count("no plan")
        elif answer is not None:
            self.query_one(Masthead).count(count_words(len(answer.steps), "exercise"))
            self.view.show(answer)
            self._explain()

    @on(PlanView.Highlighted)
    def _explain(self) -> None:
        answer, step = self.proposals.answer, self.view.step
        if isinstance(answer, Plan) and step is not None and step < len(answer.steps):
            self.view.explain(reasons(answer)[step])

    # The brief

    @on(ControlPanel.Changed)
    def _changed(self) -> None:
        self.proposals.ask_for(self.panel.held)

    def _show_brief(self) -> None:
        self.panel.show(self.proposals.brief)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Changes are offered where there is no plan, work on steps where there is one."""
        none = isinstance(self.proposals.answer, NoPlan)
        if action == "relax":
            return none
        if action == "undo" and not self.proposals.can_undo:
            return False
        return not (none and action in OF_PLAN) and super().check_action(action, parameters)

    def action_relax(self, number: int) -> None:
        """Take one of the changes that would help."""
        answer = self.proposals.answer
        if isinstance(answer, NoPlan) and number <= len(answer.relaxations):
            self.proposals.ask_for(answer.relaxations[number - 1].brief)

    def action_focus_brief(self) -> None:
        """Back to what is wanted."""
        self.panel.focus()

    # The plan

    def action_pin(self) -> None:
        """Keep the step under the cursor in, or let it go again."""
        slug = self.view.slug
        if slug:
            self.proposals.ask_for(
                with_fields(
                    self.proposals.brief, include=frozenset(self.proposals.brief.include) ^ {slug}
                )
            )

    def action_drop(self) -> None:
        """Compose without the step under the cursor."""
        slug = self.view.slug
        if slug:
            include = frozenset(self.proposals.brief.include) - {slug}
            exclude = frozenset(self.proposals.brief.exclude) | {slug}
            self.proposals.ask_for(
                with_fields(self.proposals.brief, include=include, exclude=exclude)
            )

    def action_swap(self) -> None:
        """The next best exercise for the step under the cursor, round and round."""
        step = self.view.step or 0
        self.proposals.revise(lambda plan, _stop: best_swap(plan, step), "Nothing else fits here.")

    def action_dose(self, by: int) -> None:
        """More of the step under the cursor, or less."""
        step = self.view.step or 0
        words = "No longer dose fits." if by > 0 else "No shorter dose will do."
        self.proposals.revise(lambda plan, _stop: with_dose(plan, step, by), words)

    def action_move(self, by: int) -> None:
        """Move the step under the cursor, where the order allows."""
        step = self.view.step or 0
        self.view.keep(step + by)
        self.proposals.revise(
            lambda plan, _stop: moved(plan, step, by), "The order does not allow it."
        )

    def action_next(self) -> None:
        """The next best plan that differs in two steps."""
        self.proposals.revise(self.proposals.next_plan, "No other plan is different enough.")

    def action_undo(self) -> None:
        """Back to the brief and the plan before the last change."""
        self.proposals.undo()

    def action_fill(self) -> None:
        """Put the time that is left to use."""
        self.proposals.revise(
            lambda plan, stop: fill(plan, should_stop=stop), "Nothing else fits the time left."
        )

    def action_copy(self) -> None:
        """The plan, as “loosen compose” prints it, with names."""
        plan = self.proposals.answer
        if isinstance(plan, Plan):
            lines = (*plan_lines(plan), *lines_of(map(Paragraph, plan_notes(plan))))
            self.post_message(CopyText("the plan", lines))

    def action_run(self) -> None:
        """Begin the plan."""
        if isinstance(self.proposals.answer, Plan):
            self._remember()
            plan = self.proposals.answer
            name = f"{about_words(plan.seconds)}, composed".capitalize()
            asked = plan.brief.to_table()
            self.post_message(
                RunSteps(name, plan.exercise_steps, self.proposals.brief.stiffer, asked)
            )

    def action_save(self) -> None:
        """Keep the plan as a routine, its brief in the same file."""
        plan = self.proposals.answer
        if not isinstance(plan, Plan):
            return
        areas = ", ".join(area.label for area in plan.brief.ordered_areas) or "hips and low back"
        named = partial(self._save, f"Composed for {areas}.", plan)
        suggestion = f"{plan.brief.seconds // 60} minutes for {areas}"
        self.app.push_screen(NameDialog("Save this routine as", suggestion), named)

    def _save(self, summary: str, plan: Plan, name: str | None) -> None:
        if not name:
            return
        self._remember()
        with report_write_errors(self):
            saved = self._library.save_routine(name, summary, plan.exercise_steps, plan.brief)
            self.notify(f"Saved as “{saved.name}”; it is among your routines.", markup=False)

    def _remember(self) -> None:
        with report_write_errors(self):
            self._library.remember_brief(self.proposals.brief)
