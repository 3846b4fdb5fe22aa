"""A list to choose from, moved through with arrows or with the keys of vi."""

from textual.binding import Binding
from textual.widgets import OptionList


class Options(OptionList, inherit_bindings=False):
    """Lines under a cursor; the toolkit's list, each of whose keys has a name here."""

    BINDINGS = [
        Binding("enter", "select", "Choose", key_display="↵", id="options.choose"),
        Binding("down,j", "cursor_down", "Down", show=False, id="options.down"),
        Binding("up,k", "cursor_up", "Up", show=False, id="options.up"),
        Binding("home,g", "first", "First", show=False, id="options.first"),
        Binding("end,G", "last", "Last", show=False, id="options.last"),
        Binding("pagedown,ctrl+d", "page_down", "Page down", show=False, id="options.page-down"),
        Binding("pageup,ctrl+u", "page_up", "Page up", show=False, id="options.page-up"),
    ]
