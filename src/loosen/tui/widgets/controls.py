"""A panel of controls, one in each line: up and down choose one, left and right turn it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets.option_list import Option

from loosen.domain.value import Record
from loosen.text.controls import Control, Groups, Value
from loosen.tui.widgets.option_lists import Options


class ControlPanel(Options, Generic[Value]):
    """Shows a value as controls, and tells when a key has changed it.

    ``groups_of`` gives the controls of a value; ``measure`` is how wide a line is set.
    """

    BINDINGS = [
        Binding(
            "left,h,minus", "turn(False)", "Less", key_display="←", show=False, id="controls.less"
        ),
        Binding("right,l,plus,equals_sign", "turn(True)", "More", show=False, id="controls.more"),
        Binding("space,enter", "tick", "Tick", show=False, id="controls.tick"),
        Binding("tab", "group(1)", "Next group", show=False, id="controls.next-group"),
    ]

    @dataclass(eq=False)
    class Changed(Message):
        """A key has changed the value."""

        value: Record

    def __init__(
        self, held: Value, groups_of: Callable[[Value], Groups[Value]], measure: int = 27
    ) -> None:
        super().__init__()
        self._held, self._groups_of, self._measure = held, groups_of, measure
        self._controls: dict[int, Control[Value]] = {}

    def on_mount(self) -> None:
        """Fill the panel."""
        self._fill()
        self.highlighted = next(iter(self._controls), None)

    @property
    def held(self) -> Value:
        """The value that is shown."""
        return self._held

    @property
    def control(self) -> Control[Value] | None:
        """The control under the cursor."""
        return self._controls.get(-1 if self.highlighted is None else self.highlighted)

    def show(self, held: Value) -> None:
        """Show another value; only lines that read differently are painted."""
        before, self._held = self._held, held
        if self._groups_of(before) != self._groups_of(held):
            self._fill()
            return
        for place, control in self._controls.items():
            if control.describe(before) != control.describe(held):
                self.replace_option_prompt_at_index(place, self._line(control))

    def _fill(self) -> None:
        kept, top = self.highlighted, self.scroll_offset.y
        self._controls.clear()
        options: list[Option] = []
        for heading, controls in self._groups_of(self._held):
            options.append(Option(Content(heading).stylize("bold"), disabled=True))
            for control in controls:
                self._controls[len(options)] = control
                options.append(Option(self._line(control)))
        self.clear_options().add_options(options)
        if kept is not None:
            self.highlighted = min(kept, len(options) - 1)
            self.scroll_to(y=top, animate=False)

    def _line(self, control: Control[Value]) -> Content:
        shown = control.describe(self._held)
        if shown.setting:
            value = f"◂ {shown.setting} ▸"
            line = f" {shown.label}{value.rjust(self._measure - 3 - len(shown.label))}"
        else:
            line = f" {shown.sign}{shown.label}"
        return Content(line).stylize("bold") if shown.active else Content(line)

    def _turn(self, up: bool) -> None:
        control = self.control
        if control is None:
            return
        held = control.turn(self._held, up=up)
        if held != self._held:
            self.show(held)
            self.post_message(self.Changed(held))

    def action_turn(self, up: bool) -> None:
        """Turn the control under the cursor."""
        self._turn(up)

    def action_tick(self) -> None:
        """Tick the control under the cursor, or take the tick away; weights go round."""
        control = self.control
        if control is None:
            return
        shown = control.describe(self._held)
        atop = control.turn(self._held, up=True) == self._held
        self._turn(not atop if shown.setting or "▪" in shown.sign else not shown.active)

    def action_group(self, groups: int) -> None:
        """On to the next group."""
        here = self.highlighted or 0
        headings = [n for n in range(self.option_count) if n not in self._controls]
        later = [n + 1 for n in headings if n + 1 > here + (groups > 0)]
        self.highlighted = later[0] if later else 1
