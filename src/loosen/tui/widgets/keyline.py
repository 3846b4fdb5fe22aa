"""The line of keys at the foot of a screen. Where it is too long, the keys that matter most stay."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol, runtime_checkable

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.events import Click, Leave, MouseMove
from textual.screen import Screen
from textual.widget import Widget

KEYS = ("keys", "app.keys")
"""The app's action that lists the keys, as screens and as dialogs name it."""

WIDEST_GAP = 3
"""Cells between two keys where there is room for all; never less than one."""


@runtime_checkable
class Ranking(Protocol):
    """A screen that ranks its keys for a short line: actions, the most important first."""

    foremost_keys: tuple[str, ...]


class ShownKey(NamedTuple):
    """A key in the line: its words, its tooltip, and the key that a click presses."""

    name: str
    words: str
    tooltip: str
    pressed: str
    enabled: bool
    action: str

    @property
    def holds(self) -> bool:
        """Whether it stands at the right end, however little room there is."""
        return self.action in KEYS

    @property
    def width(self) -> int:
        """Its width in cells."""
        return cell_len(f"{self.name} {self.words}")


class KeyLine(Widget):
    """Keys from the left, as many as there is room for, and at the right end the one for all of them.

    What does not fit is left out whole: keys that the screen ranks first stay, then those that come first.
    One text in one widget: a screen that opens lays out nothing for it, and other keys are painted alone.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        width: 1fr;
        height: 1;
        padding: 0 0 0 1;
        color: $footer-description-foreground;
        background: $footer-background;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[ShownKey, ...] | None = None
        self._under: ShownKey | None = None

    def on_mount(self) -> None:
        """Follow the screen's keys, which change with the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._look_again)

    def _look_again(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen and screen.app.app_focus:
            before, self._keys = self._keys, tuple(self._read())
            if before != self._keys:
                self.refresh()

    @property
    def keys(self) -> tuple[ShownKey, ...]:
        """All keys of the screen, fitting or not."""
        if self._keys is None:
            self._keys = tuple(self._read())
        return self._keys

    def _read(self) -> Iterator[ShownKey]:
        seen: set[str] = set()
        for _, binding, enabled, tooltip in self.screen.active_bindings.values():
            if binding.show and binding.action not in seen:
                seen.add(binding.action)
                yield self._shown(binding, tooltip, enabled=enabled)

    def _shown(self, binding: Binding, tooltip: str, *, enabled: bool) -> ShownKey:
        return ShownKey(
            self.app.get_key_display(binding),
            binding.description,
            tooltip,
            binding.key,
            enabled,
            binding.action,
        )

    def _placed(self) -> Iterator[tuple[int, ShownKey]]:
        """Yield the keys that there is room for, each with the column it begins in."""
        held = [key for key in self.keys if key.holds]
        end = self.size.width - sum(key.width + 2 for key in held)
        fitting = self._fitting(end)
        room = end - sum(key.width for key in fitting)
        gap = max(1, min(WIDEST_GAP, room // max(1, len(fitting))))
        x = 0
        for key in self.keys:
            if key in fitting:
                yield x, key
                x += key.width + gap
        for key in held:
            yield end + 1, key
            end += key.width + 2

    def _fitting(self, room: int) -> set[ShownKey]:
        """Return the keys that fit beside the one at the end, those of higher rank before others."""
        foremost = self.screen.foremost_keys if isinstance(self.screen, Ranking) else ()
        ranks = {action: rank for rank, action in enumerate(foremost)}
        found: set[ShownKey] = set()
        for key in sorted(self.keys, key=lambda key: ranks.get(key.action, len(ranks))):
            if not key.holds and key.width + 1 <= room:
                found.add(key)
                room -= key.width + 1
        return found

    def render(self) -> Content:
        """Render the line."""
        parts: list[str | tuple[str, str]] = []
        end = 0
        for x, key in self._placed():
            ground = " on $block-hover-background" if key == self._under else ""
            dim = "" if key.enabled else " dim"
            parts.append(" " * (x - end))
            parts.append((key.name, f"bold $footer-key-foreground{dim}{ground}"))
            parts.append((f" {key.words}", f"{dim}{ground}".strip()))
            end = x + key.width
        return Content.assemble(*parts)

    def _at(self, x: int) -> ShownKey | None:
        return next((key for start, key in self._placed() if start <= x < start + key.width), None)

    def on_click(self, event: Click) -> None:
        """Press the key that is clicked."""
        key = self._at(event.x - self.gutter.left)
        if key and key.enabled:
            self.app.simulate_key(key.pressed)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Mark the key under the pointer, and show its tooltip."""
        self._point(self._at(event.x - self.gutter.left))

    def on_leave(self, _event: Leave) -> None:
        """Mark no key."""
        self._point(None)

    def _point(self, key: ShownKey | None) -> None:
        if key != self._under:
            self._under = key
            self.tooltip = key.tooltip if key else None
            self.refresh()
