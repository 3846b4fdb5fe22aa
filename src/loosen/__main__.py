"""The composition root: opens the library, reads the clocks and connects the two faces.

The only module that imports both faces, and the only one that reads a clock. The app is imported when it
is opened and not before: the toolkit alone takes longer to import than all of ``loosen list``.
"""

import gc
import io
import os
import shutil
import sys
import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from loosen.cli.root import USAGE, run
from loosen.cli.runtime import LaunchOptions, Runtime

if TYPE_CHECKING:
    from loosen.services.library import Library

GC_THRESHOLDS = (5_000, 10, 20)
"""Rare garbage collection: a full one takes longer than the answer to a key may."""
SWITCH_INTERVAL = 0.001
"""Seconds for which a worker thread may keep the screen's thread waiting."""


def clock(speed: float) -> Callable[[], float]:
    """A monotonic clock in seconds that runs ``speed`` times as fast."""
    start = time.monotonic()
    return lambda: start + (time.monotonic() - start) * speed


def now() -> datetime:
    """The wall-clock time, with its zone."""
    return datetime.now().astimezone()


def open_library() -> "Library":
    """The library of the person who runs the program."""
    from loosen.services.library import Library
    from loosen.storage.locations import of_this_user

    return Library(of_this_user())


def launch(library: "Library", options: LaunchOptions) -> int:
    """Open the app and return its exit code."""
    gc.disable()  # what is loaded stays: to look for garbage among it takes a tenth of the start
    from loosen.tui.terminal.preflight import prepare

    terminal = prepare()
    if terminal.refusal:
        print(f"loosen: {terminal.refusal}", file=sys.stderr)
        return USAGE
    from loosen.tui.app import LoosenApp
    from loosen.tui.terminal import frame_writer

    gc.freeze()
    gc.enable()
    gc.set_threshold(*GC_THRESHOLDS)
    sys.setswitchinterval(SWITCH_INTERVAL)
    app = LoosenApp(
        library,
        clock(options.speed),
        now,
        terminal,
        link_clock=clock(1),
        start=options.routine,
        left=options.interrupted,
        rehearsal=options.speed != 1,
        demo=options.demo,
    )
    with frame_writer.installed():
        app.run()
    return app.return_code or 0


def terminal_facts() -> dict[str, str]:
    """What is known of the terminal."""
    from loosen.tui.terminal.preflight import prepare
    from loosen.tui.terminal.toolkit import toolkit_words

    size = shutil.get_terminal_size()
    return {
        **prepare(dict(os.environ)).facts(),
        "size": f"{size.columns}×{size.lines}",
        "toolkit": toolkit_words(),
    }


def main() -> int:
    """Run the program on the command line's arguments and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter gets a question mark, not a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    runtime = Runtime(open_library, launch, clock, now, terminal_facts)
    return run(runtime, sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
