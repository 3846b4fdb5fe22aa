"""Changes of a widget at a later time, made only if the widget is still there.

A screen may be closed, or the app be at its end, between a request and its turn: the parts that a callback
asks for are gone then, and nothing can be mounted any more.
"""

from collections.abc import Callable, Iterable

from textual.widget import Widget


def once_painted(widget: Widget, callback: Callable[..., object], *args: object) -> None:
    """Call ``callback`` after the next paint, unless the widget has been removed by then."""

    def call() -> None:
        if widget.is_attached:
            callback(*args)

    widget.call_after_refresh(call)


def once_shown(widget: Widget, callback: Callable[..., object], *args: object) -> None:
    """Call after the next paint that is seen: there is none before the app has begun to answer messages."""
    widget.app.call_later(once_painted, widget, callback, *args)


async def refill(container: Widget, parts: Iterable[Widget]) -> None:
    """Replace the children of a container, unless it has been removed."""
    if container.is_attached:
        await container.remove_children()
    if container.is_attached:
        await container.mount(*parts)
