"""The brief, control under control: up and down choose one, left and right turn it."""

from dataclasses import dataclass

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from loosen.domain.catalogue import Catalogue
from loosen.domain.composer import Brief
from loosen.domain.composer.controls import Control, controls_of

WIDTH = 27


class BriefPanel(OptionList):
    """Shows a brief and tells when a key has changed it."""

    BINDINGS = [
        Binding(
            "left,h,minus", "turn(False)", "Less", key_display="←", show=False, id="brief.less"
        ),
        Binding("right,l,plus,equals_sign", "turn(True)", "More", show=False, id="brief.more"),
        Binding("space,enter", "tick", "Tick", show=False, id="brief.tick"),
        Binding("j", "cursor_down", "Down", show=False, id="brief.down"),
        Binding("k", "cursor_up", "Up", show=False, id="brief.up"),
        Binding("tab", "group(1)", "Next group", show=False, id="brief.next-group"),
    ]

    @dataclass(eq=False)
    class Changed(Message):
        """A key has changed the brief."""

        brief: Brief

    def __init__(self, brief: Brief, catalogue: Catalogue) -> None:
        super().__init__()
        self._brief, self._catalogue = brief, catalogue
        self._controls: dict[int, Control] = {}

    def on_mount(self) -> None:
        """Fill the panel."""
        self._fill()
        self.highlighted = next(iter(self._controls), None)

    def show(self, brief: Brief) -> None:
        """Show another brief."""
        before = self._brief
        self._brief = brief
        if (before.include, before.exclude) != (brief.include, brief.exclude):
            self._fill()
            return
        for place, control in self._controls.items():
            if control.shown(before) != control.shown(brief):
                self.replace_option_prompt_at_index(place, self._line(control))

    def _fill(self) -> None:
        kept, top = self.highlighted, self.scroll_offset.y
        self._controls.clear()
        options: list[Option] = []
        for heading, controls in controls_of(self._brief, self._catalogue):
            options.append(Option(Content(heading).stylize("bold"), disabled=True))
            for control in controls:
                self._controls[len(options)] = control
                options.append(Option(self._line(control)))
        self.clear_options().add_options(options)
        if kept is not None:
            self.highlighted = min(kept, len(options) - 1)
            self.scroll_to(y=top, animate=False)

    def _line(self, control: Control) -> Content:
        shown = control.shown(self._brief)
        if shown.value:
            value = f"◂ {shown.value} ▸"
            line = f" {shown.words}{value.rjust(WIDTH - 3 - len(shown.words))}"
        else:
            line = f" {shown.sign}{shown.words}"
        return Content(line).stylize("bold") if shown.asks else Content(line)

    def _turn(self, up: bool) -> None:
        control = self._controls.get(-1 if self.highlighted is None else self.highlighted)
        if control is None:
            return
        brief = control.turned(self._brief, up=up)
        if brief != self._brief:
            self.show(brief)
            self.post_message(self.Changed(brief))

    def action_turn(self, up: bool) -> None:
        """Turn the control under the cursor."""
        self._turn(up)

    def action_tick(self) -> None:
        """Tick the control under the cursor, or take the tick away; weights go round."""
        control = self._controls.get(-1 if self.highlighted is None else self.highlighted)
        if control is None:
            return
        shown = control.shown(self._brief)
        atop = control.turned(self._brief, up=True) == self._brief
        self._turn(not atop if shown.value or "▪" in shown.sign else not shown.asks)

    def action_group(self, groups: int) -> None:
        """On to the next group."""
        here = self.highlighted or 0
        headings = [n for n in range(self.option_count) if n not in self._controls]
        later = [n + 1 for n in headings if n + 1 > here + (groups > 0)]
        self.highlighted = later[0] if later else 1
