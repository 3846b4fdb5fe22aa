"""The editor of a routine: what is asked about its lines, and how it is kept, run and left."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from enum import Enum
from functools import partial

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Rule

from loosen.domain.editing import Change, Draft, Place, Times, added, times
from loosen.domain.routine import PickStep, Step
from loosen.domain.wording import areas_words, minutes, often_words
from loosen.storage.library import Library
from loosen.storage.own_routines import Opened, OwnRoutines
from loosen.storage.problems import BadFile
from loosen.storage.unsaved import Unsaved
from loosen.tui import messages
from loosen.tui.dialogs.choice import Answer, Choice
from loosen.tui.dialogs.find import FindDialog
from loosen.tui.dialogs.lines import head_form, pick_form, step_form
from loosen.tui.keyed import KeyedScreen
from loosen.tui.marks import Edits
from loosen.tui.messages import OpenExercise, StartRoutine
from loosen.tui.widgets.draft import DraftView, total_words
from loosen.tui.widgets.drafting import DraftEditor
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.masthead import Masthead

NEW = "It is kept when you save it."


class Parting(Enum):
    """What is to become of changes that are not saved."""

    SAVE = "save"
    LEAVE = "leave"


class Left(Enum):
    """What is to become of changes that an earlier sitting has left unsaved."""

    TAKE = "take"
    DROP = "drop"


class EditorScreen(Edits, KeyedScreen[None]):
    """A draft with its file. ``kept`` is called once it is saved."""

    CSS_PATH = "editor.tcss"
    BINDINGS = [
        Binding("t", "title", "Title", id="editor.title", tooltip="Name, summary, how often"),
        Binding("w", "save", "Save", id="editor.save", tooltip="Keep it as your own routine"),
        Binding("r", "run", "Begin", id="editor.run", tooltip="Begin it as it stands"),
        Binding("escape,q", "leave", "Back", key_display="esc", id="editor.back"),
    ]

    view = getters.query_one(DraftEditor)

    def __init__(
        self,
        library: Library,
        own: OwnRoutines,
        today: Callable[[], datetime],
        start: Opened,
        kept: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self._library, self._own, self._today = library, own, today
        self._opened, self._kept = start, kept
        self._unsaved = Unsaved(library.locations.unsaved)
        slug = start.path.stem if start.path else ""
        self._turn = library.memory.turns.get(slug, 0)

    @property
    def unsaved(self) -> bool:
        """Whether leaving would lose something: a change, or a draft that has neither file nor model."""
        fresh = not self._opened.path and not self._opened.copy_of
        return self.view.draft != (Draft() if fresh else self._opened.draft)

    def compose(self) -> ComposeResult:
        """Masthead and draft."""
        yield Masthead(messages.Place.ROUTINES)
        yield Rule(line_style="solid")
        yield DraftEditor(self._library.catalogue, self._opened.draft, self._timed)
        yield KeyLine()

    def on_mount(self) -> None:
        """Colours follow the theme; what was left unsaved is offered."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.view.again())
        left = self._unsaved.left(self._opened)
        if left is not None and self._fits(left):
            self._offer(left)

    def _fits(self, draft: Draft) -> bool:
        catalogue = self._library.catalogue
        return all(step.exercise in catalogue for step in draft.exercise_steps)

    def _offer(self, left: Draft) -> None:
        def decided(fate: Left | None) -> None:
            if fate is Left.TAKE:
                self.view.take(Change(left, Place(0)))
            elif fate is Left.DROP:
                self._write_down(self._unsaved.forget)
            else:
                self.app.pop_screen()  # a change made here would be written over what was left

        answers = (
            Answer("take-up", "take them up again", Left.TAKE),
            Answer("leave", "leave them behind", Left.DROP),
        )
        name = left.name or "A routine without a name"
        question = f"“{name}” has changes that were not saved last time."
        self.app.push_screen(
            Choice("unsaved", question, answers, "Esc goes back, and keeps both."), decided
        )

    def _timed(self, draft: Draft) -> Times:
        library = self._library
        return times(
            draft,
            library.catalogue,
            library.settings.pace.pace(),
            turn=self._turn,
            at_hand=library.settings.equipment,
            stiffer=library.settings.stiffer_side,
        )

    @on(DraftEditor.Shown)
    def _tell(self) -> None:
        draft, opened = self.view.draft, self._opened
        standing = "a copy" if opened.copy_of else "saved" if opened.path else "new"
        self.query_one(Masthead).count("not saved" if self.unsaved else standing)
        said = (
            " · ".join(filter(None, (often_words(draft.frequency, draft.when), draft.summary)))
            or NEW
        )
        if opened.copy_of:
            said = f"A copy of your own; “{opened.copy_of}” itself stays as it is."
        self.view.tell(total_words(draft, self.view.times), said)

    @on(DraftEditor.Edited)
    def _edited(self) -> None:
        if self.unsaved:
            self._write_down(partial(self._unsaved.keep, draft=self.view.draft))
        else:
            self._write_down(self._unsaved.forget)

    def _write_down(self, write: Callable[[Opened], None]) -> None:
        """Keep or forget what is not saved; where the disk fails, the draft itself stands all the same."""
        with suppress(OSError):
            write(self._opened)

    # Asking

    def action_add(self) -> None:
        """Find an exercise, and add it below the cursor."""
        view = self.view
        place = view.place
        inside = place is not None and place.choice is not None
        question = "Add another choice" if inside else "Add an exercise"

        def found(slug: str | None) -> None:
            if slug:
                view.take(added(view.draft, slug, place))

        self.app.push_screen(FindDialog(question, self._library.catalogue), found)

    @on(DraftView.Chosen)
    def _chosen(self) -> None:
        self.action_edit()

    def action_edit(self) -> None:
        """Type over what is under the cursor; where there is nothing, add something."""
        view = self.view
        place = view.place
        if place is None:
            self.action_add()
            return
        step, exercise = view.draft.at(place), view.exercise(place)

        def tell(step: Step) -> str:
            draft = view.draft.put(place, step)
            taken = self._timed(draft)
            here = taken.of.get(Place(place.step, place.choice))
            alone = f"{minutes(here)} for this · " if here is not None else ""
            return f"{alone}{minutes(taken.seconds)} in all"

        def typed(step: Step | None) -> None:
            if step is not None:
                view.take(Change(view.draft.put(place, step), place))

        first = "section" if place.heading else ""
        if isinstance(step, PickStep):
            self.app.push_screen(pick_form(step, tell, first), typed)
        elif exercise is not None:
            self.app.push_screen(step_form(step, exercise, tell, first), typed)

    def action_title(self) -> None:
        """Type the name, the summary and how often."""
        self._title(lambda: None)

    def _title(self, then: Callable[[], object]) -> None:
        view = self.view

        def typed(draft: Draft | None) -> None:
            if draft is not None:
                view.take(Change(draft, view.place or Place(0)))
                then()

        self.app.push_screen(head_form(view.draft), typed)

    def action_look(self) -> None:
        """The page of the exercise under the cursor."""
        exercise = self.view.exercise(self.view.place)
        if exercise:
            self.post_message(OpenExercise(exercise.slug, ()))

    # Keeping, running, leaving

    def action_save(self) -> None:
        """Keep it as a routine of the person's own."""
        self._save(lambda: None)

    def _save(self, then: Callable[[], object]) -> None:
        view = self.view
        if not view.draft.steps:
            self.notify(view.draft.lack() or "", markup=False)
        elif not view.draft.name:
            self._title(lambda: self._save(then))
        elif self._write(self._whole(view.draft)):
            then()

    def _whole(self, draft: Draft) -> Draft:
        """A draft with a name and a summary, whatever it lacks."""
        catalogue = self._library.catalogue
        first = [catalogue[step.exercise] for step in draft.exercise_steps]
        areas = dict.fromkeys(areas_words(one.areas, primary_only=True) for one in first)
        summary = draft.summary or f"For {', '.join(list(areas)[:3])}."
        return replace(draft, name=draft.name or "Not named yet", summary=summary)

    def _write(self, draft: Draft) -> bool:
        try:
            saved = self._own.save(self._opened, draft, self._today().date())
        except (OSError, BadFile) as error:
            words = error.strerror if isinstance(error, OSError) else error
            self.notify(f"Not saved: {words}", severity="error", markup=False)
            return False
        self._write_down(self._unsaved.forget)
        self._opened = saved.opened
        self._kept()
        self.view.take(Change(draft, self.view.place or Place(0)))
        self.app.notify(saved.words, timeout=6, markup=False)
        return True

    def action_run(self) -> None:
        """Begin it as it stands, saved or not."""
        if not self.view.draft.steps:
            self.notify(self.view.draft.lack() or "", markup=False)
            return
        slug = self._opened.path.stem if self._opened.path else "draft"
        self.post_message(StartRoutine(self._whole(self.view.draft).routine(slug)))

    def action_leave(self) -> None:
        """Back; where something is not saved, ask first."""
        self.part(self.app.pop_screen)

    def part(self, then: Callable[[], object]) -> None:
        """Do something that closes the editor, once nothing is lost by it."""
        if not self.unsaved:
            then()
            return

        def decided(parting: Parting | None) -> None:
            if parting is Parting.SAVE:
                self._save(then)
            elif parting is Parting.LEAVE:
                self._write_down(self._unsaved.forget)
                then()

        answers = (
            Answer("save", "save them", Parting.SAVE),
            Answer("leave", "leave them behind", Parting.LEAVE),
        )
        question = "There are changes that are not saved."
        self.app.push_screen(Choice("parting", question, answers, "Esc stays here."), decided)
