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
from textual.screen import Screen
from textual.widgets import Rule, Static

from loosen.domain.composer import (
    Brief,
    NoPlan,
    Plan,
    best_swap,
    fill,
    moved,
    reasons,
    with_dose,
)
from loosen.domain.composer.controls import controls_of
from loosen.domain.controls import changed
from loosen.domain.wording import about_minutes, count_words
from loosen.storage.library import Library, likings_for
from loosen.tui.composing import Answered, Composing, Stop
from loosen.tui.dialogs.name import NameDialog
from loosen.tui.messages import FilesChanged, Place, RunSteps
from loosen.tui.notices import telling
from loosen.tui.widgets.controls import BriefPanel
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.plan import PlanView, no_plan_lines

OF_PLAN = frozenset({"run", "save", "pin", "drop", "swap", "dose", "move", "next", "fill"})


class ComposeScreen(Screen[None]):
    """A brief beside its plan."""

    CSS_PATH = "compose.tcss"
    BINDINGS = [
        Binding("r", "run", "Run", id="compose.run", tooltip="Begin this plan"),
        Binding("n", "next", "Next plan", id="compose.next", tooltip="The next best different one"),
        Binding("s", "swap", "Swap", id="compose.swap", tooltip="Another exercise for this step"),
        Binding("p", "pin", "Pin", id="compose.pin", tooltip="Keep this exercise in, or let it go"),
        Binding("x", "drop", "Drop", id="compose.drop", tooltip="Compose without this step"),
        Binding("f", "fill", "Fill", id="compose.fill", tooltip="Put the time that is left to use"),
        Binding("w", "save", "Save", id="compose.save", tooltip="Keep it as a routine"),
        Binding("greater_than_sign", "dose(1)", "More of this", show=False, id="compose.dose-up"),
        Binding("less_than_sign", "dose(-1)", "Less of this", show=False, id="compose.dose-down"),
        Binding("J", "move(1)", "Move down", show=False, id="compose.move-down"),
        Binding("K", "move(-1)", "Move up", show=False, id="compose.move-up"),
        Binding("escape", "focus_brief", "To the brief", show=False, id="compose.brief"),
        *(
            Binding(str(n), f"relax({n})", f"Change {n}", show=False, id=f"compose.relax-{n}")
            for n in range(1, 10)
        ),
    ]

    view = getters.query_one(PlanView)
    panel = getters.query_one(BriefPanel)

    def __init__(self, library: Library, today: Callable[[], datetime]) -> None:
        super().__init__()
        self._library = library
        self._composing = Composing(self, library, today)
        self._catalogue, self._brief = library.catalogue, library.brief
        self._answer: Plan | NoPlan | None = None

    def compose(self) -> ComposeResult:
        """Masthead, brief and plan."""
        yield Masthead(Place.COMPOSE)
        yield Rule(line_style="solid")
        with Horizontal(id="body"):
            yield BriefPanel(self._brief, lambda brief: controls_of(brief, self._catalogue))
            with Vertical(id="plan"):
                yield PlanView(self._library.settings.pace.pace())
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
        self._composing.look_again()
        own = likings_for(self._library.settings.exercises, self._brief.include)
        chosen = any(getattr(self._brief, key) != tuple(sorted(own[key])) for key in own)
        anew = self._catalogue is not self._library.catalogue
        if anew:
            self._catalogue, self._answer = self._library.catalogue, None
        if chosen:
            self._take(changed(self._brief, **own))
        elif anew:
            self._propose()

    # Asking

    def _propose(self) -> None:
        self._composing.propose(self._brief, self._catalogue)

    def _revise(self, question: Callable[[Plan, Stop], Plan | None], otherwise: str) -> None:
        if isinstance(self._answer, Plan):
            self._composing.revise(self._answer, question, otherwise)

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        if not self._composing.awaits(event):
            return
        if event.answer is None:
            self.notify(event.otherwise, timeout=3, markup=False)
            return
        self._answer = event.answer
        self._show()

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

    def _take(self, brief: Brief) -> None:
        self._brief = brief
        self.panel.show(brief)
        self._propose()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Changes are offered where there is no plan, work on steps where there is one."""
        none = isinstance(self._answer, NoPlan)
        if action == "relax":
            return none
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
        if isinstance(self._answer, Plan):
            self._composing.go_on(self._answer, "No other plan is different enough.")

    def action_fill(self) -> None:
        """Put the time that is left to use."""
        self._revise(lambda plan, stop: fill(plan, should_stop=stop), "Nothing more fits.")

    def action_run(self) -> None:
        """Begin the plan."""
        if isinstance(self._answer, Plan):
            self._remember()
            plan = self._answer
            name = f"{about_minutes(plan.seconds)}, composed".capitalize()
            asked = plan.brief.wish.model_dump(mode="json", exclude_defaults=True)
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
