"""Lays a screen out once as it opens, with the versions of the toolkit that are tested.

The toolkit lays a screen out, tells it that it has a size, and lays it out again because it was told; and
every sheet of styles that a screen brings has all others read anew, twice; and what is drawn while paints
are held back is thrown away. Nothing comes of any of it but time. With any other version all stays as it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet
from textual.geometry import Size
from textual.screen import Screen

from loosen.tui.breakpoints import size_classes
from loosen.tui.terminal.toolkit import is_tested

SHEETS = 1_024
"""Parsed sheets in the cache: more than there are, for one too few would have all of them parsed again."""


class KeptSheets(Stylesheet):
    """The styles of the app: a sheet is parsed once, and again when the theme's colours change."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(SHEETS)
        self._known = variables

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the colours; nothing is parsed again where they are the same."""
        if variables != self._known:
            self._known = variables
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse new sheets. They ship with the program, so none has faults that would need a rollback."""
        self.parse()


def stylesheet(variables: dict[str, str]) -> Stylesheet:
    """Return an empty stylesheet for an app with these colours."""
    return (KeptSheets if is_tested() else Stylesheet)(variables=variables)


@contextmanager
def installed() -> Iterator[None]:
    """Have screens laid out this way, in this process, for as long as the app runs.

    The toolkit offers no place for it, so a method is exchanged, and put back.
    """
    if not is_tested():
        yield
        return
    theirs = Screen._screen_resized  # noqa: SLF001  it has no public name
    their_paint = Screen._compositor_refresh  # noqa: SLF001  as said

    def resized(screen: Screen[object], size: Size) -> None:
        if screen._compositor.size != size:  # noqa: SLF001  as said
            screen.update_classes(size_classes(size), animate=False)
            theirs(screen, size)

    def paint(screen: Screen[object]) -> None:
        if screen.app._batch_count:  # noqa: SLF001  as said
            screen.refresh()  # when the batch ends: what is drawn before is thrown away
        else:
            their_paint(screen)

    Screen._compositor_refresh = paint  # type: ignore[method-assign,assignment]  # noqa: SLF001  as said
    Screen._screen_resized = resized  # type: ignore[method-assign,assignment]  # noqa: SLF001  as said
    try:
        yield
    finally:
        Screen._compositor_refresh = their_paint  # type: ignore[method-assign]  # noqa: SLF001  as said
        Screen._screen_resized = theirs  # type: ignore[method-assign]  # noqa: SLF001  as said
