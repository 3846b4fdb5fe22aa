"""The composer: the brief on the left, the plan on the right, composed anew with every key."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.events import DescendantFocus, Resize, ScreenResume
from textual.widgets import Rule

from loosen.domain.composer import Brief, NoPlan, Plan, reasons
from loosen.services.library import Library
from loosen.text.brief_form import FOLDED, brief_form
from loosen.text.plain_pages import Paragraph, lines_of
from loosen.text.plan import plan_lines, plan_notes
from loosen.text.wording import about_words, areas_sentence, composed_summary, count_words
from loosen.tui.bindings import KeyedScreen, copy_key, step_keys
from loosen.tui.dialogs.name import NameDialog
from loosen.tui.messages import CopyText, FilesChanged, OpenExercise, OpenPlace, Place, RunSteps
from loosen.tui.models.proposals import Answered, Proposals
from loosen.tui.notices import report_write_errors
from loosen.tui.widgets.animation import Animation
from loosen.tui.widgets.controls import ControlPanel
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.plan import NoPlanView, PlanView, RelaxationRow
from loosen.tui.widgets.table import Table

MEASURE = 34
"""Cells of a line of the brief."""
SIDE_BY_SIDE = 76
"""Cells of a terminal from which brief and plan stand side by side."""
OF_PLAN = frozenset({"run", "save", "next", "fill", "copy"})
"""Actions that need a plan."""
OF_STEP = frozenset({"look", "pin", "drop", "swap", "dose", "move"})
"""Actions on the step under the plan's cursor."""


class ComposeScreen(KeyedScreen[None]):
    """A brief beside its plan."""

    CSS_PATH = "compose.tcss"
    BINDINGS = [
        Binding(
            "enter", "look", "Read", key_display="↵", id="compose.look", tooltip="Its own page"
        ),
        Binding("s", "swap", "Swap", id="compose.swap", tooltip="Another exercise for this step"),
        Binding(
            "p", "pin", "Keep", id="compose.pin", tooltip="Keep this exercise in, or let it go"
        ),
        Binding("x", "drop", "Drop", id="compose.drop", tooltip="Compose without this step"),
        *step_keys("compose"),
        Binding(
            "tab,shift+tab",
            "other_pane",
            "Plan or brief",
            key_display="tab",
            id="compose.other-pane",
        ),
        Binding("r", "run", "Begin", id="compose.run", tooltip="Begin this plan"),
        Binding("n", "next", "Next plan", id="compose.next", tooltip="The next best different one"),
        Binding("f", "fill", "Fill", id="compose.fill", tooltip="Put the time that is left to use"),
        Binding("w", "save", "Save", id="compose.save", tooltip="Keep it as a routine"),
        Binding("u", "undo", "Undo", id="compose.undo", tooltip="Take the last change back"),
        copy_key("compose"),
        Binding("escape", "back", "Back", show=False, id="compose.brief"),
        *(
            Binding(str(n), f"relax({n})", f"Change {n}", show=False, id=f"compose.relax-{n}")
            for n in range(1, 10)
        ),
    ]

    foremost_keys = (
        "tick",
        "turn(False)",
        "run",
        "swap",
        "drop",
        "other_pane",
        "save",
        "look",
        "pin",
        "undo",
    )

    view = getters.query_one(PlanView)
    _none = getters.query_one(NoPlanView)

    def __init__(
        self, library: Library, today: Callable[[], datetime], animation: Animation
    ) -> None:
        super().__init__()
        self._library, self._animation = library, animation
        self.proposals = Proposals(
            self, library, today, show_brief=self._show_brief, show_answer=self._show
        )
        self.panel = ControlPanel[Brief](
            self.proposals.brief,
            lambda brief: brief_form(brief, self.proposals.catalogue),
            MEASURE,
            FOLDED,
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
                yield NoPlanView(id="none")
        yield KeyLine()

    def on_mount(self) -> None:
        """Focus the brief, and compose."""
        self.panel.focus()
        self.proposals.propose()

    def on_resize(self, event: Resize) -> None:
        """Set the panes one over the other where they have no room side by side."""
        self.set_class(event.size.width < SIDE_BY_SIDE, "-stacked")

    def on_screen_suspend(self) -> None:
        """Keep the brief for the next visit."""
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
        proposals, masthead = self.proposals, self.query_one(Masthead)
        answer = proposals.answer
        self.set_class(proposals.is_waiting, "-waiting")
        self.set_class(bool(proposals.refusal) or isinstance(answer, NoPlan), "-none")
        if proposals.refusal:
            self._none.refuse(
                f"Nothing is composed: your settings cannot be read. {proposals.refusal}"
            )
            masthead.count("no plan")
        elif isinstance(answer, NoPlan):
            self._none.show(answer)
            masthead.count("no plan")
        elif answer is not None:
            masthead.count(count_words(len(answer.steps), "exercise"))
            self.view.show(answer)
            self._explain()
        if self.has_class("-none") and self.view.table.has_focus:
            self.panel.focus()
        self.refresh_bindings()

    @on(PlanView.Highlighted)
    def _explain(self) -> None:
        plan, step = self.proposals.plan, self.view.step
        if plan is not None and step is not None and step < len(plan.steps):
            self.view.explain(plan.steps[step], reasons(plan)[step])

    # The brief

    @on(ControlPanel.Changed)
    def _changed(self) -> None:
        self.proposals.ask_for(self.panel.held)

    def _show_brief(self) -> None:
        self.panel.show(self.proposals.brief)

    # Keys

    @on(DescendantFocus)
    def _other_keys(self) -> None:
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a key applies: changes without a plan, a step's keys with the cursor on one."""
        plan = self.proposals.plan
        match action:
            case "relax":
                offered = isinstance(self.proposals.answer, NoPlan)
            case "undo":
                offered = self.proposals.can_undo
            case "other_pane":
                offered = plan is not None
            case _ if action in OF_STEP:
                offered = plan is not None and self.view.table.has_focus
            case _:
                offered = plan is not None or action not in OF_PLAN
        return offered and super().check_action(action, parameters)

    @on(RelaxationRow.Taken)
    def _taken(self, event: RelaxationRow.Taken) -> None:
        self.action_relax(event.number)

    def action_relax(self, number: int) -> None:
        """Take one of the changes that would help."""
        answer = self.proposals.answer
        if isinstance(answer, NoPlan) and number <= len(answer.relaxations):
            self.proposals.ask_for(answer.relaxations[number - 1].brief)

    def action_other_pane(self) -> None:
        """Focus the steps of the plan, or the brief again."""
        self.set_focus(self.panel if self.view.table.has_focus else self.view.table)

    def action_back(self) -> None:
        """Go from the plan to the brief, from there to the exercises."""
        if self.view.table.has_focus:
            self.panel.focus()
        else:
            self.post_message(OpenPlace(Place.EXERCISES))

    # The plan

    def _with_step(self, do: Callable[[int, str], object]) -> None:
        """Do something with the step under the cursor, once the plan is what was asked for."""

        def settled() -> None:
            step, slug = self.view.step, self.view.slug
            if self.proposals.plan is not None and step is not None and slug is not None:
                do(step, slug)

        self.proposals.once_settled(settled)

    def _with_plan(self, do: Callable[[Plan], object]) -> None:
        """Do something with the plan, once it is what was asked for."""

        def settled() -> None:
            if self.proposals.plan is not None:
                do(self.proposals.plan)

        self.proposals.once_settled(settled)

    @on(Table.Selected)
    def action_look(self) -> None:
        """Open the page of the exercise under the cursor."""
        plan = self.proposals.plan
        if plan is not None and self.view.slug:
            among = tuple(step.exercise.slug for step in plan.steps)
            self.post_message(OpenExercise(self.view.slug, among))

    def action_pin(self) -> None:
        """Keep the exercise under the cursor in, or let it go again."""
        self._with_step(lambda _step, slug: self.proposals.toggle_kept(slug))

    def action_drop(self) -> None:
        """Compose without the step under the cursor."""
        self._with_step(lambda _step, slug: self.proposals.leave_out(slug))

    def action_swap(self) -> None:
        """Swap the step under the cursor for the next best exercise, round and round."""
        self._with_step(lambda step, _slug: self.proposals.swap(step))

    def action_dose(self, by: int) -> None:
        """Raise or lower the dose of the step under the cursor."""
        self._with_step(lambda step, _slug: self.proposals.change_dose(step, by))

    def action_move(self, by: int) -> None:
        """Move the step under the cursor, where the order allows."""
        self._with_step(lambda step, _slug: self.proposals.move(step, by))

    def action_next(self) -> None:
        """Show the next best plan that differs in two steps."""
        self._with_plan(lambda _plan: self.proposals.next())

    def action_undo(self) -> None:
        """Take the last change of brief or plan back."""
        self.proposals.undo()

    def action_fill(self) -> None:
        """Fill the time that is left."""
        self._with_plan(lambda _plan: self.proposals.fill())

    def action_copy(self) -> None:
        """Copy the plan as “loosen compose” prints it, with names."""
        self._with_plan(self._copy)

    def _copy(self, plan: Plan) -> None:
        lines = (*plan_lines(plan), *lines_of(map(Paragraph, plan_notes(plan))))
        self.post_message(CopyText("the plan", lines))

    def action_run(self) -> None:
        """Begin the plan."""
        self._with_plan(self._run)

    def _run(self, plan: Plan) -> None:
        self._remember()
        name = f"{about_words(plan.seconds)}, composed".capitalize()
        stiffer, asked = self.proposals.brief.stiffer, plan.brief.to_table()
        self.post_message(RunSteps(name, plan.exercise_steps, stiffer, asked))

    def action_save(self) -> None:
        """Save the plan as a routine, its brief in the same file."""
        self._with_plan(self._ask_name)

    def _ask_name(self, plan: Plan) -> None:
        brief = plan.brief
        named = partial(self._save, composed_summary(brief.seconds, brief.ordered_areas), plan)
        suggestion = f"{brief.seconds // 60} minutes for {areas_sentence(brief.ordered_areas)}"
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
