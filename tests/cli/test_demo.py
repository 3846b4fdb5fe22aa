"""The demo opens the app on a library of its own, and leaves nothing behind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from loosen.cli.root import run
from loosen.cli.runtime import Launch, LaunchOptions, Runtime
from loosen.services.library import Library
from loosen.storage.history_db import History


def test_the_app_gets_another_library_that_is_gone_afterwards(
    runtime_for: Callable[[Launch], Runtime], library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    seen: list[Path] = []

    def app(shown: Library, opening: LaunchOptions) -> int:
        assert opening.demo
        assert shown.locations != library.locations
        assert History(shown.locations.history).all()
        seen.append(shown.locations.history)
        shown.remember_safety_seen()
        return 7

    library.locations.memory.unlink()
    before = sorted(library.locations.data.rglob("*"))
    assert run(runtime_for(app), ["demo"]) == 7
    assert seen[0].is_relative_to(library.locations.demos)
    assert not seen[0].parents[1].exists()
    assert sorted(library.locations.data.rglob("*")) == before
    assert list(library.locations.state.rglob("*")) == [library.locations.demos]
