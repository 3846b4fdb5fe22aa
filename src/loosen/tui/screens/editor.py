"""The editor of a routine: forms for its lines, saving, running, and leaving."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Rule

from loosen.domain.editing.changes import add_exercise
from loosen.domain.editing.draft import Draft, DraftChange, DraftPlace
from loosen.domain.editing.times import Times, times_of
from loosen.domain.routine import PickStep, Step
from loosen.services.drafts import Opened, Unsaved
from loosen.services.library import Library
from loosen.services.routines import OwnRoutines
from loosen.storage.problems import BadFile
from loosen.text.draft import completed, head_words, is_known, length_words, total_words
from loosen.tui import messages
from loosen.tui.bindings import KeyedScreen
from loosen.tui.dialogs.find import FindDialog
from loosen.tui.dialogs.form import head_form, pick_form, step_form
from loosen.tui.dialogs.questions import (
    PartingChoice,
    UnsavedChoice,
    parting_choice,
    unsaved_choice,
)
from loosen.tui.messages import OpenExercise, StartRoutine
from loosen.tui.widgets.draft_editor import DraftEditor
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.table import Table

NEW = "It is kept when you save it."


class EditorScreen(KeyedScreen[None]):
    """Edits a draft that belongs to a file, or to none yet. ``kept`` is called once it is saved."""

    CSS_PATH = "editor.tcss"
    BINDINGS = [
        Binding("t", "title", "Title", id="editor.title", tooltip="Name, summary, how often"),
        Binding("w", "save", "Save", id="editor.save", tooltip="Keep it as your own routine"),
        Binding("r", "run", "Begin", id="editor.run", tooltip="Begin it as it stands"),
        Binding("escape,q", "leave", "Back", key_display="esc", id="editor.back"),
    ]
    foremost_keys = ("screen.edit", "screen.add", "save", "leave", "drop", "undo", "run")

    view = getters.query_one(DraftEditor)

    def __init__(
        self,
        library: Library,
        own: OwnRoutines,
        start: Opened,
        kept: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self._library, self._own = library, own
        self._opened, self._kept = start, kept
        self._unsaved = Unsaved(library.locations.unsaved)
        self._turn = library.memory.turns.get(start.slug, 0)

    @property
    def unsaved(self) -> bool:
        """Whether leaving would lose something: a change, or a draft that has neither file nor model."""
        return self._opened.would_lose(self.view.draft)

    def compose(self) -> ComposeResult:
        """Masthead and draft."""
        yield Masthead(messages.Place.ROUTINES)
        yield Rule(line_style="solid")
        yield DraftEditor(self._library.catalogue, self._opened.draft, self._timed)
        yield KeyLine()

    def on_mount(self) -> None:
        """Offer changes that an earlier sitting left unsaved."""
        left = self._unsaved.left(self._opened)
        if left is not None and is_known(left, self._library.catalogue):
            self._offer(left)

    def _offer(self, left: Draft) -> None:
        def decided(decision: UnsavedChoice | None) -> None:
            if decision is UnsavedChoice.TAKE:
                self.view.take(DraftChange(left, DraftPlace(0)))
            elif decision is UnsavedChoice.DROP:
                self._write_down(self._unsaved.forget)
            else:
                self.dismiss()  # a change made here would be written over what was left

        self.app.push_screen(unsaved_choice(left.name), decided)

    def _timed(self, draft: Draft) -> Times:
        library = self._library
        return times_of(
            draft,
            library.catalogue,
            library.settings.pace,
            turn=self._turn,
            at_hand=library.settings.equipment,
            stiffer=library.settings.stiffer_side,
        )

    @on(DraftEditor.Shown)
    def _show_state(self) -> None:
        draft, opened = self.view.draft, self._opened
        self.query_one(Masthead).count("not saved" if self.unsaved else opened.status)
        said = head_words(draft) or NEW
        if opened.copy_of:
            said = f"A copy of your own; “{opened.copy_of}” itself stays as it is."
        self.view.show_state(total_words(draft, self.view.times), said)

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
        """Search for an exercise, and add it below the cursor."""
        view = self.view
        place = view.place
        inside = place is not None and place.choice is not None
        question = "Add another choice" if inside else "Add an exercise"

        def found(slug: str | None) -> None:
            if slug:
                view.take(add_exercise(view.draft, slug, place))

        self.app.push_screen(FindDialog(question, self._library.catalogue), found)

    @on(Table.Selected)
    def action_edit(self) -> None:
        """Edit the line under the cursor; where there is none, add one."""
        if self.view.place is None:
            self.action_add()
        else:
            self._edit(self.view.place)

    def _edit(self, place: DraftPlace) -> None:
        view = self.view
        step, exercise = view.draft.at(place), view.exercise(place)

        def describe(step: Step) -> str:
            return length_words(self._timed(view.draft.put(place, step)), place)

        def typed(step: Step | None) -> None:
            if step is not None:
                view.take(DraftChange(view.draft.put(place, step), place))

        first = "section" if place.heading else ""
        if isinstance(step, PickStep):
            self.app.push_screen(pick_form(step, describe, first), typed)
        elif exercise is not None:
            self.app.push_screen(step_form(step, exercise, describe, first), typed)

    def action_title(self) -> None:
        """Edit the name, the summary and how often."""
        self._title(lambda: None)

    def _title(self, then: Callable[[], object]) -> None:
        view = self.view

        def typed(draft: Draft | None) -> None:
            if draft is not None:
                view.take(DraftChange(draft, view.place or DraftPlace(0)))
                then()

        self.app.push_screen(head_form(view.draft), typed)

    def action_look(self) -> None:
        """Open the page of the exercise under the cursor."""
        exercise = self.view.exercise(self.view.place)
        if exercise:
            self.post_message(OpenExercise(exercise.slug, ()))

    # Keeping, running, leaving

    def action_save(self) -> None:
        """Save the draft as a routine of the person's own."""
        self._save(lambda: None)

    def _save(self, then: Callable[[], object]) -> None:
        view = self.view
        if not view.draft.steps:
            self.notify(view.draft.missing() or "", markup=False)
        elif not view.draft.name:
            self._title(lambda: self._save(then))
        elif self._write(completed(view.draft, self._library.catalogue)):
            then()

    def _write(self, draft: Draft) -> bool:
        try:
            saved = self._own.save(self._opened, draft)
        except (OSError, BadFile) as error:
            words = error.strerror if isinstance(error, OSError) else error
            self.notify(f"Not saved: {words}", severity="error", markup=False)
            return False
        self._write_down(self._unsaved.forget)
        self._opened = saved.opened
        self._kept()
        self.view.take(DraftChange(draft, self.view.place or DraftPlace(0)))
        self.app.notify(saved.words, timeout=6, markup=False)
        return True

    def action_run(self) -> None:
        """Begin the draft as it stands, saved or not."""
        if not self.view.draft.steps:
            self.notify(self.view.draft.missing() or "", markup=False)
            return
        draft = completed(self.view.draft, self._library.catalogue)
        self.post_message(StartRoutine(draft.routine(self._opened.slug or "draft")))

    def action_leave(self) -> None:
        """Close the editor; where something is not saved, ask first."""
        self.part(self.dismiss)

    def part(self, then: Callable[[], object]) -> None:
        """Call ``then``, which closes the editor, once changes are saved or given up."""
        if not self.unsaved:
            then()
            return

        def decided(parting: PartingChoice | None) -> None:
            if parting is PartingChoice.SAVE:
                self._save(then)
            elif parting is PartingChoice.LEAVE:
                self._write_down(self._unsaved.forget)
                then()

        self.app.push_screen(parting_choice(), decided)
