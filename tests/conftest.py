"""What all tests share: a clock that stands still, a small catalogue, and no way to a real home."""

import gc  # noqa: TID251  the tests' process sets its own garbage collector, as the program does
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import small_catalogue
from hypothesis import HealthCheck, settings

from loosen.domain.catalogue import Catalogue

# The same examples on every run and every machine: a red run can be repeated by running again.
# How long an example takes says something of the machine, not of the program: nothing is measured.
settings.register_profile(
    "deterministic",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("deterministic")

# What was loaded stays. To look through it for garbage after every few hundred values takes a fifth of
# the time of a test that starts the app.
gc.freeze()
gc.set_threshold(20_000, 20, 20)


@dataclass
class FakeClock:
    """A monotonic clock that moves only when told to."""

    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> float:
        """Let time pass; the new instant."""
        self.now += seconds
        return self.now


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def catalogue() -> Catalogue:
    return small_catalogue()


@pytest.fixture(autouse=True)
def _nobodys_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    terminal = ("COLUMNS", "LINES", "NO_COLOR", "COLORTERM")
    for name in list(os.environ):
        if name in terminal or name.startswith("TEXTUAL_"):
            monkeypatch.delenv(name)
