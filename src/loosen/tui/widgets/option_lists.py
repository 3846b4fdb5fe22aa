"""Lists of options to choose from or to tick, with arrows or the keys of vi."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from loosen.tui.bindings import list_keys


class Options(OptionList, inherit_bindings=False):
    """The toolkit's list of options; each of its keys has an id here, so that it can be bound anew."""

    BINDINGS = [
        Binding("enter", "select", "Choose", key_display="↵", id="options.choose"),
        *list_keys("options"),
    ]

    def action_page_up(self) -> None:
        """Up by a page; to the first line while it is not known how long a page is."""
        if self.is_laid_out:
            super().action_page_up()  # type: ignore[no-untyped-call]  # the toolkit's
        else:
            self.action_first()

    def action_page_down(self) -> None:
        """Down by a page; to the last line while it is not known how long a page is."""
        if self.is_laid_out:
            super().action_page_down()  # type: ignore[no-untyped-call]  # the toolkit's
        else:
            self.action_last()

    @property
    def is_laid_out(self) -> bool:
        """Whether there is room for lines; before, the toolkit knows of no line where it stands."""
        return bool(self.scrollable_content_region)


Value = TypeVar("Value")


class Ticks(Options, Generic[Value], inherit_bindings=False):
    """Lines that space ticks, with headings between them. Enter is left to the dialog around them."""

    BINDINGS = [
        Binding("space", "select", "Tick", id="ticks.tick"),
        *list_keys("options"),
    ]

    @dataclass(eq=False)
    class Changed(Message):
        """A line was ticked or unticked."""

    def __init__(
        self, groups: Sequence[tuple[str, Sequence[tuple[str, Value]]]], ticked: Collection[Value]
    ) -> None:
        """Args: groups of lines under a heading each, and the values ticked already."""
        super().__init__()
        self._groups = groups
        self._names = {value: words for _, lines in groups for words, value in lines}
        self._places: dict[int, Value] = {}
        self.ticked: set[Value] = set(ticked)

    def on_mount(self) -> None:
        """Fill the list."""
        options: list[Option] = []
        for heading, lines in self._groups:
            options.append(Option(Content(heading).stylize("bold"), disabled=True))
            for _, value in lines:
                self._places[len(options)] = value
                options.append(Option(self._line(value)))
        self.add_options(options)
        self.highlighted = next(iter(self._places), None)

    def _line(self, value: Value) -> Content:
        sign = "✓" if value in self.ticked else "·"
        line = Content(f" {sign} {self._names[value]}")
        return line.stylize("bold") if value in self.ticked else line

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick, or take the tick away."""
        event.stop()
        value = self._places[event.option_index]
        self.ticked ^= {value}
        self.replace_option_prompt_at_index(event.option_index, self._line(value))
        self.post_message(self.Changed())

    def set_ticks(self, values: Collection[Value]) -> None:
        """Tick these, and nothing else."""
        self.ticked = set(values)
        for place, value in self._places.items():
            self.replace_option_prompt_at_index(place, self._line(value))
        self.post_message(self.Changed())
