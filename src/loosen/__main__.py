"""The composition root: opens the library, reads the clocks and connects the two faces.

The only module that imports both faces, and the only one that reads a clock. The app is imported when it
is opened and not before: the toolkit alone takes longer to import than all of ``loosen list``.
"""

import gc
import io
import os
import sys
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from loosen import __version__

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from loosen.cli.runtime import LaunchOptions
    from loosen.services.library import Library

FAILURE, USAGE = 1, 2
"""Exit codes, as ``cli.output`` has them; here they stand for an end before that can be loaded."""
FAULT = 1
"""Exit code after a fault of the program."""
GC_THRESHOLDS = (5_000, 10, 20)
"""Rare garbage collection: a full one takes longer than the answer to a key may."""
SWITCH_INTERVAL = 0.001
"""Seconds for which a worker thread may keep the screen's thread waiting."""


def clock(speed: float) -> Callable[[], float]:
    """A monotonic clock in seconds that runs ``speed`` times as fast.

    At speed 1 it counts the time that the machine sleeps or is halted, where a clock of the system tells: a
    session then sees the silence and pauses. A rehearsal, which pauses for no silence, stands still
    meanwhile.
    """
    if speed == 1:
        from loosen.domain.session.sleep import SleepCounting

        return SleepCounting(_counting_on, time.time)
    start = time.monotonic()
    return lambda: start + (time.monotonic() - start) * speed


def _counting_on() -> float:
    """Seconds of a monotonic clock, those of suspend included on Linux and macOS."""
    number = (
        time.CLOCK_MONOTONIC if sys.platform == "darwin" else getattr(time, "CLOCK_BOOTTIME", None)
    )
    try:
        return time.monotonic() if number is None else time.clock_gettime(number)
    except OSError:
        return time.monotonic()  # a kernel or a sandbox without it


def now() -> "datetime":
    """The wall-clock time with its zone, whose offset is in whole minutes; UTC where the zone is none."""
    from datetime import UTC, datetime, timedelta, timezone

    instant = datetime.now(UTC)
    try:
        offset = instant.astimezone().utcoffset() or timedelta()
    except (ValueError, OverflowError):
        return instant  # an offset of a day and more
    # Seconds, as in local mean time, are no part of an offset in the texts that files hold.
    return instant.astimezone(timezone(timedelta(minutes=round(offset.total_seconds() / 60))))


def open_library() -> "Library":
    """The library of the person who runs the program."""
    from loosen.services.library import Library
    from loosen.storage.locations import of_this_user

    return Library(of_this_user())


def launch(library: "Library", options: "LaunchOptions") -> int:
    """Open the app and return its exit code."""
    gc.disable()  # what is loaded stays: to look for garbage among it takes a tenth of the start
    from loosen.tui.terminal.preflight import prepare

    terminal = prepare()
    if terminal.refusal:
        print(f"loosen: {terminal.refusal}", file=sys.stderr)
        return USAGE
    from loosen.tui.app import LoosenApp
    from loosen.tui.terminal import frame_writer, opening
    from loosen.tui.terminal.crash import Crash

    gc.freeze()
    gc.enable()
    gc.set_threshold(*GC_THRESHOLDS)
    sys.setswitchinterval(SWITCH_INTERVAL)
    app = LoosenApp(
        library,
        clock(options.speed),
        now,
        terminal,
        link_clock=time.monotonic,
        start=options.routine,
        left=options.interrupted,
        rehearsal=options.speed != 1,
        demo=options.demo,
    )
    crash = Crash(lambda: app.sessions.is_playing and options.speed == 1 and not options.demo)
    crash.watch(app)
    try:
        with frame_writer.installed(app.link.shown), opening.installed():
            app.run()
    except Exception as error:  # noqa: BLE001  whatever it is, it is reported and said in a line
        crash.note(error)
    if crash.error is not None:
        state = lasting(library, options).locations.state
        print(crash_words(state, crash.error, kept=crash.was_playing), file=sys.stderr)
        return FAULT
    return app.return_code or 0


def key_check(own: Mapping[str, str]) -> tuple[str, ...]:
    """Problems of a person's own keys, in the words of the app's start."""
    from loosen.tui.app import LoosenApp
    from loosen.tui.controllers.keymap import problems

    return problems(own, LoosenApp)


def lasting(library: "Library", options: "LaunchOptions") -> "Library":
    """The library that is there afterwards: the demo's goes with its folder."""
    return open_library() if options.demo else library


def crash_words(folder: "Path", error: Exception, *, kept: bool) -> str:
    """Report a fault that ended the app in a folder; the line that says so, and how to go on."""
    from loosen.storage.crash_report import write_crash_report
    from loosen.storage.problems import shown_path

    try:
        report = f"the report is in {shown_path(write_crash_report(folder, error, now()))}"
    except OSError as problem:
        report = f"no report could be written: {problem.strerror}"
    on = (
        "The session is kept: “loosen resume” goes on with it."
        if kept
        else "“loosen” opens it again."
    )
    return f"loosen: a fault has ended the app ({type(error).__name__}); {report}. {on}"


def terminal_facts() -> dict[str, str]:
    """Known facts about the terminal."""
    import shutil

    from loosen.tui.terminal.preflight import prepare
    from loosen.tui.terminal.toolkit import toolkit_words

    size = shutil.get_terminal_size()
    return {
        **prepare(dict(os.environ)).facts(),
        "size": f"{size.columns}×{size.lines}",
        "toolkit": toolkit_words(),
    }


def _open_streams() -> bool:
    """Put nothing in place of an input and an error output that are closed; whether there is an output."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123  open as long as the program
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  as above
    return sys.stdout is not None


def _flush(code: int) -> int:
    """Write out what is left of the output; the exit code, which is 1 where that fails."""
    try:
        sys.stdout.flush()
    except OSError as error:
        # The interpreter would try again as it ends, and complain in words of its own.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if code == 0:
            print(f"loosen: the output: {error.strerror}", file=sys.stderr)
        return code or FAILURE
    return code


def main() -> int:
    """Run the program on the command line's arguments and return the exit code."""
    if not _open_streams():
        print("loosen: the output is closed", file=sys.stderr)
        return USAGE
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter gets a question mark, not a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    args = sys.argv[1:]
    if args == ["--version"]:  # what asks a program for its version asks often, and is in a hurry
        print(f"loosen {__version__}")
        return _flush(0)
    from loosen.cli.runtime import Runtime

    runtime = Runtime(open_library, launch, clock, now, terminal_facts, key_check=key_check)
    if args[:1] == ["due"]:
        from loosen.cli.prompt import answer

        code = answer(runtime, args[1:])
        if code is not None:
            return _flush(code)
    from loosen.cli.root import run

    return _flush(run(runtime, args))


if __name__ == "__main__":
    sys.exit(main())
