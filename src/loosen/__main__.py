"""The composition root: opens the library, holds the clocks, and joins the two faces.

The only place that knows both faces, and the only one that reads a clock. The app is loaded when it
is opened and not before: the toolkit takes longer to load than ``loosen list`` takes in all.
"""

import io
import sys
import time
from collections.abc import Callable
from datetime import datetime

from loosen.cli.root import USAGE, run
from loosen.domain.routine import Routine
from loosen.storage.library import Library
from loosen.storage.locations import of_this_user


def clock(speed: float) -> Callable[[], float]:
    """A monotonic clock in seconds that runs ``speed`` times as fast."""
    start = time.monotonic()
    return lambda: start + (time.monotonic() - start) * speed


def today() -> datetime:
    """The wall clock, with its time zone."""
    return datetime.now().astimezone()


def launch(library: Library, routine: Routine | None, speed: float) -> int:
    """Open the app and return its exit code."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        print(
            "loosen: the app needs a terminal; “loosen --help” shows what does not", file=sys.stderr
        )
        return USAGE
    from loosen.tui.app import LoosenApp

    app = LoosenApp(library, clock=clock(speed), today=today, start=routine)
    app.run()
    return app.return_code or 0


def main() -> int:
    """Run the program on the command line's arguments and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter gets a question mark, not a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    return run(Library(of_this_user()), launch, sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
