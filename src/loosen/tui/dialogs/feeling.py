"""The question how stiff it is and how much it hurts: two keystrokes, or none."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from loosen.domain.answers import Feeling
from loosen.tui.dialogs.dialog import Dialog
from loosen.tui.widgets.inputs import ScoreRow


class FeelingDialog(Dialog[Feeling | None]):
    """Answers what was picked; None where nothing was. Escape skips what is left."""

    CSS_PATH = "feeling.tcss"
    BINDINGS = [
        Binding(
            "escape,q", "done", "Skip", key_display="esc", id="feeling.skip", tooltip="Skip both"
        ),
        Binding("up,k", "app.focus_previous", "Up", show=False, id="feeling.up"),
        Binding("down,j", "app.focus_next", "Down", show=False, id="feeling.down"),
    ]

    def __init__(self, question: str, before: Feeling | None = None) -> None:
        super().__init__(question)
        self._before = before or Feeling()

    def parts(self) -> ComposeResult:
        """Two scales."""
        yield Static(Content(_named("Stiffness", self._before.stiffness)))
        yield ScoreRow(id="stiffness")
        yield Static(Content(_named("Pain", self._before.pain)))
        yield ScoreRow(id="pain")
        yield Static(Content("0 none · 10 the worst"), classes="detail")

    def on_mount(self) -> None:
        """Focus the scale of stiffness."""
        self.query_one("#stiffness", ScoreRow).focus()

    def on_score_row_settled(self, event: ScoreRow.Settled) -> None:
        """Focus the next scale, or answer after the last."""
        if event.scale.id == "stiffness":
            self.query_one("#pain", ScoreRow).focus()
        else:
            self.action_done()

    def action_done(self) -> None:
        """Answer with what was picked."""
        stiffness = self.query_one("#stiffness", ScoreRow).value
        pain = self.query_one("#pain", ScoreRow).value
        said = stiffness is not None or pain is not None
        self.dismiss(Feeling(stiffness=stiffness, pain=pain) if said else None)


def _named(what: str, before: int | None) -> str:
    """What a scale asks for, with what was said before the session."""
    return what if before is None else f"{what}, {before} before"
