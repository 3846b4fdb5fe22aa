"""A panel of controls, one in each line: up and down choose one, left and right turn it, groups fold."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Generic, NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets.option_list import Option

from loosen.domain.value import Record
from loosen.text.controls import Control, ControlText, Groups, Value, group_summary
from loosen.tui.widgets.option_lists import Options
from loosen.tui.widgets.table import shorten

OPEN, FOLDED = "▾", "▸"
LESS, MORE = "◂", "▸"


class ControlRow(NamedTuple, Generic[Value]):
    """A line of the panel: a control in its group, or without one the group's heading."""

    heading: str
    control: Control[Value] | None = None


class ControlPanel(Options, Generic[Value]):
    """Shows a value as controls, and posts ``Changed`` when a key or a click has changed it.

    ``groups_of`` gives the controls of a value; a group without a heading cannot fold. ``measure`` is how
    wide a line is set. ``folded`` are the headings of the groups that are folded at first; with None
    none can be.
    """

    BINDINGS = [
        Binding("left,h,minus", "turn(False)", "Change", key_display="← →", id="controls.less"),
        Binding("right,l,plus,equals_sign", "turn(True)", "More", show=False, id="controls.more"),
        Binding("space,enter", "tick", "Tick", key_display="space", id="controls.tick"),
        Binding(
            "right_curly_bracket", "group(1)", "Next group", show=False, id="controls.next-group"
        ),
        Binding(
            "left_curly_bracket",
            "group(-1)",
            "Group before",
            show=False,
            id="controls.group-before",
        ),
    ]

    @dataclass(eq=False)
    class Changed(Message):
        """A key or a click has changed the value."""

        value: Record

    def __init__(
        self,
        held: Value,
        groups_of: Callable[[Value], Groups[Value]],
        measure: int = 27,
        folded: Collection[str] | None = None,
    ) -> None:
        super().__init__()
        self._held, self._groups_of, self._measure = held, groups_of, measure
        self._folds, self._folded = folded is not None, set(folded or ())
        self._rows: list[ControlRow[Value]] = []

    def on_mount(self) -> None:
        """Fill the panel."""
        self._fill()
        controls = (place for place, row in enumerate(self._rows) if row.control is not None)
        self.highlighted = next(controls, None)

    @property
    def held(self) -> Value:
        """The value that is shown."""
        return self._held

    @property
    def row(self) -> ControlRow[Value] | None:
        """The line under the cursor."""
        return None if self.highlighted is None else self._rows[self.highlighted]

    @property
    def control(self) -> Control[Value] | None:
        """The control under the cursor."""
        return self.row.control if self.row else None

    def show(self, held: Value) -> None:
        """Show another value; only lines that read differently are painted."""
        before, self._held = self._held, held
        if self._groups_of(before) != self._groups_of(held):
            self._fill()
            return
        for place, row in enumerate(self._rows):
            if self._text(row, before) != self._text(row, held):
                self.replace_option_prompt_at_index(place, self._text(row, held))

    def _fill(self) -> None:
        kept, place, top = self.row, self.highlighted, self.scroll_offset.y
        self._rows = []
        for heading, controls in self._groups_of(self._held):
            if heading:
                self._rows.append(ControlRow(heading))
            if heading not in self._folded:
                self._rows += [ControlRow(heading, control) for control in controls]
        texts = (self._text(row, self._held) for row in self._rows)
        fixed = (row.control is None and not self._folds for row in self._rows)
        options = [Option(text, disabled=off) for text, off in zip(texts, fixed, strict=True)]
        self.clear_options().add_options(options)
        if kept is not None and place is not None:
            here = self._rows.index(kept) if kept in self._rows else place
            self.highlighted = min(here, len(options) - 1)
            self.scroll_to(y=top, animate=False)

    def _text(self, row: ControlRow[Value], held: Value) -> Content:
        if row.control is not None:
            return self._line(row.control.describe(held))
        if not self._folds:
            return Content(row.heading).stylize("bold")
        sign, summary = OPEN, ""
        if row.heading in self._folded:
            sign, summary = FOLDED, group_summary(self._controls(row.heading, held), held)
        room = self._measure - 2 - len(row.heading)
        head = Content(row.heading).stylize("$accent bold")
        return head + Content(f"{shorten(summary, room - 4)} {sign}".rjust(room))

    def _controls(self, heading: str, held: Value) -> tuple[Control[Value], ...]:
        return next(tuple(some) for name, some in self._groups_of(held) if name == heading)

    def _line(self, shown: ControlText) -> Content:
        if shown.setting:
            value = f"{LESS} {shown.setting} {MORE}"
            line = f" {shown.label}{value.rjust(self._measure - 3 - len(shown.label))}"
        else:
            line = f" {shown.sign}{shown.label}"
        return Content(line).stylize("bold") if shown.active else Content(line)

    def _turn(self, control: Control[Value], *, up: bool) -> None:
        held = control.turn(self._held, up=up)
        if held != self._held:
            self.show(held)
            self.post_message(self.Changed(held))

    def _tick(self, control: Control[Value]) -> None:
        """Tick a control, or take the tick away; weights and settings go round."""
        shown = control.describe(self._held)
        atop = control.turn(self._held, up=True) == self._held
        self._turn(control, up=not atop if shown.setting or "▪" in shown.sign else not shown.active)

    def _fold(self, heading: str, *, folded: bool) -> None:
        if not self._folds or folded == (heading in self._folded):
            return
        self._folded ^= {heading}
        self._fill()
        if not folded and self.highlighted is not None:
            # What was folded away is to be seen, as far as there is room.
            last = self.highlighted + len(self._controls(heading, self._held))
            self.scroll_to(y=max(self.scroll_offset.y, last + 1 - self.size.height), animate=False)

    def action_turn(self, up: bool) -> None:
        """Turn the control under the cursor; open or fold a group."""
        if self.row is None:
            return
        if self.row.control is None:
            self._fold(self.row.heading, folded=not up)
        else:
            self._turn(self.row.control, up=up)

    def action_tick(self) -> None:
        """Tick the control under the cursor, or take the tick away; open or fold a group."""
        if self.row is None:
            return
        if self.row.control is None:
            self._fold(self.row.heading, folded=self.row.heading not in self._folded)
        else:
            self._tick(self.row.control)

    def action_group(self, groups: int) -> None:
        """On to the next group or the one before, round the ends."""
        starts = list(filter(self._starts_group, range(len(self._rows))))
        here = self.highlighted or 0
        if groups > 0:
            self.highlighted = next((place for place in starts if place > here), starts[0])
        else:
            self.highlighted = next((place for place in starts[::-1] if place < here), starts[-1])

    def _starts_group(self, place: int) -> bool:
        """Whether a line is the first of its group that the cursor can stand on."""
        if self._folds:
            return place == 0 or self._rows[place].control is None
        return place > 0 and self._rows[place - 1].control is None

    def on_click(self, event: Click) -> None:
        """Turn or tick what was clicked on; the left one of its two arrows turns it back."""
        place = event.style.meta.get("option")
        if place is None:
            return
        event.stop()
        event.prevent_default()
        self.focus()
        self.highlighted = place
        row = self._rows[place]
        if row.control is None:
            self._fold(row.heading, folded=row.heading not in self._folded)
        elif row.control.describe(self._held).setting:
            text = self._line(row.control.describe(self._held)).plain
            self._turn(row.control, up=event.get_content_offset_capture(self).x != text.find(LESS))
        else:
            self._tick(row.control)
