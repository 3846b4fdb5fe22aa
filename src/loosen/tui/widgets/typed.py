"""A line to type on, which says what Enter does there."""

from textual.binding import Binding
from textual.widgets import Input


class Typed(Input):
    """The toolkit's line; Enter takes what stands on it."""

    BINDINGS = [Binding("enter", "submit", "Take", key_display="↵", id="typed.take")]
