"""The composer: left what is wanted, right the plan, recomposed with every key."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import ScreenResume
from textual.widgets import Rule, Static

from loosen.domain.composer import (
    NoPlan,
    Plan,
    best_swap,
    fill,
    moved,
    next_plans,
    reasons,
    with_dose,
)
from loosen.services.library import Library, likings_for
from loosen.text.brief_controls import controls_of
from loosen.text.controls import changed
from loosen.text.plain.exercise import Paragraph, lines_of
from loosen.text.plain.plan import plan_lines, plan_notes
from loosen.text.wording import about_minutes, count_words
from loosen.tui.bindings import copy_key, step_keys
from loosen.tui.dialogs.name import NameDialog
from loosen.tui.messages import CopyText, FilesChanged, Place, RunSteps
from loosen.tui.notices import telling
from loosen.tui.proposals import ProposingScreen, Stop
from loosen.tui.widgets.controls import BriefPanel
from loosen.tui.widgets.figure import Animation
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.plan import PlanView, no_plan_lines

OF_PLAN = frozenset({"run", "save", "pin", "drop", "swap", "dose", "move", "next", "fill", "copy"})


class ComposeScreen(ProposingScreen):
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
    panel = getters.query_one(BriefPanel)

    def __init__(
        self, library: Library, today: Callable[[], datetime], animation: Animation
    ) -> None:
        super().__init__(library, today)
        self._animation = animation

    def compose(self) -> ComposeResult:
        """Masthead, brief and plan."""
        yield Masthead(Place.COMPOSE)
        yield Rule(line_style="solid")
        with Horizontal(id="body"):
            yield BriefPanel(self._brief, lambda brief: controls_of(brief, self._catalogue))
            with Vertical(id="plan"):
                pace = self._library.settings.pace
                yield PlanView(pace, self._animation, self._library.figure)
                yield Static(id="none")
        yield KeyLine()

    def on_mount(self) -> None:
        """The brief has the keys, and the composer begins."""
        self.panel.focus()
        self._propose()

    def on_screen_suspend(self) -> None:
        """The next composing begins where this one stands."""
        if self._brief.wish != self._library.brief.wish:
            self._remember()

    @on(FilesChanged)
    @on(ScreenResume)
    def _look_again(self) -> None:
        """Something may have been done, chosen or written meanwhile.

        The plan that stands may hold what is gone; with a choice alone it changes too.
        """
        self._recency = None
        own = likings_for(self._library.settings.exercises, self._brief.include)
        chosen = any(getattr(self._brief, key) != tuple(sorted(own[key])) for key in own)
        anew = self._catalogue is not self._library.catalogue
        if anew:
            self._catalogue, self._answer = self._library.catalogue, None
            self._past.clear()  # plans that may hold what is gone
        if chosen:
            self._take(changed(self._brief, **own))
        elif anew:
            self._propose()

    def _show(self) -> None:
        answer = self._answer
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
        answer, step = self._answer, self.view.step
        if isinstance(answer, Plan) and step is not None and step < len(answer.steps):
            self.view.explain(reasons(answer)[step])

    # The brief

    @on(BriefPanel.Changed)
    def _changed(self) -> None:
        self._take(self.panel.held)

    def _show_brief(self) -> None:
        self.panel.show(self._brief)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Changes are offered where there is no plan, work on steps where there is one."""
        none = isinstance(self._answer, NoPlan)
        if action == "relax":
            return none
        if action == "undo" and not self._past:
            return False
        return not (none and action in OF_PLAN) and super().check_action(action, parameters)

    def action_relax(self, number: int) -> None:
        """Take one of the changes that would help."""
        answer = self._answer
        if isinstance(answer, NoPlan) and number <= len(answer.relaxations):
            self._take(answer.relaxations[number - 1].brief)

    def action_focus_brief(self) -> None:
        """Back to what is wanted."""
        self.panel.focus()

    # The plan

    def action_pin(self) -> None:
        """Keep the step under the cursor in, or let it go again."""
        slug = self.view.slug
        if slug:
            self._take(changed(self._brief, include=frozenset(self._brief.include) ^ {slug}))

    def action_drop(self) -> None:
        """Compose without the step under the cursor."""
        slug = self.view.slug
        if slug:
            include = frozenset(self._brief.include) - {slug}
            exclude = frozenset(self._brief.exclude) | {slug}
            self._take(changed(self._brief, include=include, exclude=exclude))

    def action_swap(self) -> None:
        """The next best exercise for the step under the cursor, round and round."""
        step = self.view.step or 0
        self._revise(lambda plan, _stop: best_swap(plan, step), "Nothing else fits here.")

    def action_dose(self, by: int) -> None:
        """More of the step under the cursor, or less."""
        step = self.view.step or 0
        words = "No longer dose fits." if by > 0 else "No shorter dose will do."
        self._revise(lambda plan, _stop: with_dose(plan, step, by), words)

    def action_move(self, by: int) -> None:
        """Move the step under the cursor, where the order allows."""
        step = self.view.step or 0
        self.view.keep(step + by)
        self._revise(lambda plan, _stop: moved(plan, step, by), "The order does not allow it.")

    def action_next(self) -> None:
        """The next best plan that differs in two steps."""

        def following(plan: Plan, stop: Stop) -> Plan | None:
            if self._others is None:
                self._others = next_plans(plan, should_stop=stop)
            return next(self._others, None)

        self._revise(following, "No other plan is different enough.")

    def action_fill(self) -> None:
        """Put the time that is left to use."""
        self._revise(lambda plan, stop: fill(plan, should_stop=stop), "Nothing more fits.")

    def action_copy(self) -> None:
        """The plan, as “loosen compose” prints it, with names."""
        plan = self._answer
        if isinstance(plan, Plan):
            lines = (*plan_lines(plan), *lines_of(map(Paragraph, plan_notes(plan))))
            self.post_message(CopyText("the plan", lines))

    def action_run(self) -> None:
        """Begin the plan."""
        if isinstance(self._answer, Plan):
            self._remember()
            plan = self._answer
            name = f"{about_minutes(plan.seconds)}, composed".capitalize()
            asked = plan.brief.to_table()
            self.post_message(RunSteps(name, plan.exercise_steps, self._brief.stiffer, asked))

    def action_save(self) -> None:
        """Keep the plan as a routine, its brief in the same file."""
        plan = self._answer
        if not isinstance(plan, Plan):
            return
        areas = ", ".join(area.label for area in plan.brief.asked) or "hips and low back"
        named = partial(self._save, f"Composed for {areas}.", plan)
        suggestion = f"{plan.brief.seconds // 60} minutes for {areas}"
        self.app.push_screen(NameDialog("Save this routine as", suggestion), named)

    def _save(self, summary: str, plan: Plan, name: str | None) -> None:
        if not name:
            return
        self._remember()
        with telling(self):
            saved = self._library.save_routine(name, summary, plan.exercise_steps, plan.brief)
            self.notify(f"Saved as “{saved.name}”; it is among your routines.", markup=False)

    def _remember(self) -> None:
        with telling(self):
            self._library.remember_brief(self._brief)
