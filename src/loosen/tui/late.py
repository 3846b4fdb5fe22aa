"""What is done later to a widget, if it is still there then.

A screen may be closed, or the app be at its end, between a request and its turn: the parts that a callback
asks for are gone then, and nothing can be mounted any more.
"""

from collections.abc import Callable, Iterable

from textual.widget import Widget


def once_painted(widget: Widget, callback: Callable[..., object], *args: object) -> None:
    """Call after the next paint, unless the widget has gone by then."""

    def call() -> None:
        if widget.is_attached:
            callback(*args)

    widget.call_after_refresh(call)


async def refill(container: Widget, parts: Iterable[Widget]) -> None:
    """Put parts in the place of what a container holds, unless it has gone."""
    if container.is_attached:
        await container.remove_children()
    if container.is_attached:
        await container.mount(*parts)
