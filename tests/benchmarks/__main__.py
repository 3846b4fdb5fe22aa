"""All benchmarks, one after the other: ``PYTHONPATH=src:tests python -m benchmarks``, from the top.

Or one: ``python -m benchmarks beginning --runs 15``, with options of its own.

It takes about half an hour, on Linux, and wants a machine that does nothing else. The composer is compared
with CP-SAT where the extra ``bench`` is installed; where it is not, that is said.
"""

import importlib.util
import subprocess
import sys

ALL = (
    ("beginning", ()),
    ("browsing", ()),
    ("wire", ()),
    ("slow_link", ()),
    ("figures", ()),
    ("contrast", ()),
    ("composer.keys", ()),
    ("composer.run", ("--briefs", "60,20,10,10", "--limit", "20")),
)


def main() -> int:
    """Run them, or the one that is asked for; 1 where one misses an aim or fails."""
    missed = 0
    known, (asked, *more) = dict(ALL), sys.argv[1:] or ("",)
    if asked and asked not in known:
        raise SystemExit(f"no benchmark is called “{asked}”; there are {', '.join(known)}")
    for name, options in [(asked, tuple(more) or known[asked])] if asked else ALL:
        print(f"\n== {name}", flush=True)
        if name == "composer.run" and importlib.util.find_spec("ortools") is None:
            print("SKIPPED: the extra “bench” brings CP-SAT, and is not installed")
            continue
        command = [sys.executable, "-m", f"benchmarks.{name}", *options]
        missed |= subprocess.run(command, check=False).returncode
    return int(missed != 0)


if __name__ == "__main__":
    sys.exit(main())
