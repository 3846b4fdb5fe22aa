"""The summary after a session: what was done, and what there is to say of it."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from loosen.domain.answers import Answers, Feeling, Harder, has_red_flag
from loosen.domain.history import Ending, SessionRecord
from loosen.domain.questions import side_question, worth_asking
from loosen.domain.routine import Routine
from loosen.domain.settings import QuestionSettings
from loosen.services.recorder import Recorder
from loosen.text.history import (
    feeling_change_words,
    headline,
    hurt_lines,
    shortfall_words,
    sign_of,
    summary_lines,
)
from loosen.text.session_text import HARDER_SIDE_QUESTION
from loosen.tui.bindings import KeyedScreen, copy_key, harder_hint, harder_keys
from loosen.tui.dialogs.feeling import FeelingDialog
from loosen.tui.dialogs.name import NameDialog
from loosen.tui.messages import AskDue, AskWeek, CopyText, DueFound, StartRoutine, WeekFound
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.lines import Words
from loosen.tui.widgets.page import Page
from loosen.tui.widgets.prose import Lead, ProseRow, ProseView


class SummaryScreen(KeyedScreen[None]):
    """Shows what was done in a session, and asks how it felt."""

    CSS_PATH = "summary.tcss"
    BINDINGS = [
        Binding("enter,escape,q,space", "dismiss", "Back", key_display="↵", id="summary.close"),
        Binding("a", "again", "Once more", id="summary.again"),
        Binding("n", "note", "Add a note", id="summary.note"),
        Binding("f", "feel", "How it feels", id="summary.feel"),
        copy_key("summary"),
        *harder_keys("summary"),
    ]

    def __init__(
        self,
        recorder: Recorder,
        routine: Routine | None,
        record: SessionRecord,
        questions: QuestionSettings,
    ) -> None:
        super().__init__()
        self._recorder = recorder
        self._routine = routine
        self._record = record
        self._questions = questions

    def compose(self) -> ComposeResult:
        """A headline, how it felt, and the exercises."""
        with Page(id="page"):
            yield Static(Content(headline(self._record, kept=self._recorder.keeps)), id="headline")
            yield Static(Content(self._recorder.heading.name), classes="quiet")
            yield Words(id="felt")
            yield Words(id="note", classes="quiet")
            yield Static()
            yield ProseView(self._done())
            yield Words(id="asks")
            yield Words(id="week", classes="quiet")
            yield Words(id="due", classes="quiet")
            yield Static(Content(self._rest()), id="rest", classes="quiet")
            yield Words(id="problem")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the answers, and ask how it feels where there is anything to compare."""
        self._show_answers()
        self._show_line("#week", "")
        self._show_line("#due", "")
        record = self._recorder.record
        asks = record is not None and worth_asking(record.outcome, record.active)
        asks = asks and not has_red_flag(self._recorder.answers)
        if asks and self._questions.before_and_after:
            self.action_feel()

    def on_screen_resume(self) -> None:
        """Ask for the week and what is due, once no dialog lies over the summary."""
        if self._recorder.keeps:
            self.post_message(AskWeek())
            self.post_message(AskDue())

    def _done(self) -> Iterator[ProseRow]:
        for step in self._record.steps:
            yield ProseRow(shortfall_words(step), leads=(Lead(sign_of(step)),))
        for words in hurt_lines(self._record):
            yield ProseRow(words, leads=(Lead("!"),))

    def _rest(self) -> str:
        if self._record.outcome is not Ending.FINISHED and self._recorder.keeps:
            return "What you did counts. The rest keeps."
        return "Take a breath or two before you go on."

    def _show_answers(self) -> None:
        answers, asked = self._recorder.answers, self._asked()
        steps = self._recorder.session.timeline.steps
        name = "" if asked is None else steps[asked].exercise.name
        keys = harder_hint(self.app, "summary", "about the same")
        asks = f"{name}: {HARDER_SIDE_QUESTION} {keys}" if name else ""
        texts = {
            "#felt": feeling_change_words(answers.before, answers.after),
            "#note": answers.note or "",
            "#asks": asks,
            "#problem": self._recorder.problem or "",
        }
        for place, text in texts.items():
            self._show_line(place, text)

    def _show_line(self, place: str, text: str) -> None:
        words = self.query_one(place, Words)
        words.show(text)
        words.display = bool(text)

    @on(WeekFound)
    def _week(self, fact: WeekFound) -> None:
        self._show_line("#week", fact.words)

    @on(DueFound)
    def _stands(self, fact: DueFound) -> None:
        due = [one.routine.name for one in fact.routines if one.is_due]
        self._show_line("#due", f"Due next: {due[0]}." if due else "")

    def _say(self, answers: Answers) -> None:
        self._recorder.say(answers)
        self._show_answers()

    def _asked(self) -> int | None:
        """The step whose sides are asked about."""
        session, answers = self._recorder.session, self._recorder.answers
        return side_question(session, answers) if self._questions.harder_side else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return False for the harder side where it is not asked, and for answers about a rehearsal."""
        match action:
            case "harder":
                return self._asked() is not None
            case "feel" | "note":
                return self._recorder.keeps
            case _:
                return True

    def action_harder(self, side: str) -> None:
        """Record which side felt harder in the last exercise."""
        step = self._asked()
        if step is not None:
            self._say(self._recorder.answers.with_harder(step, Harder(side)))

    def action_feel(self) -> None:
        """Ask how stiff it is and how much it hurts."""
        answers = self._recorder.answers

        def answered(feeling: Feeling | None) -> None:
            if feeling:
                self._say(answers.copy_with(after=feeling))

        self.app.push_screen(FeelingDialog("And now?", answers.before), answered)

    def action_note(self) -> None:
        """Ask for a note on the session."""
        answers = self._recorder.answers

        def answered(note: str | None) -> None:
            if note is not None:
                self._say(answers.copy_with(note=note))

        self.app.push_screen(NameDialog("A sentence about it", answers.note or ""), answered)

    def action_copy(self) -> None:
        """Copy what was done, and what was said of it."""
        name = self._recorder.heading.name
        said, kept = self._recorder.answers, self._recorder.keeps
        lines = summary_lines(name, self._record, said, kept=kept)
        self.post_message(CopyText(name, tuple(lines)))

    def action_again(self) -> None:
        """Begin the same routine once more."""
        if self._routine:
            self.app.post_message(StartRoutine(self._routine))
            self.dismiss()
