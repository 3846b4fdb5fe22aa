"""All benchmarks, one after the other: ``PYTHONPATH=src:tests python -m benchmarks``, from the top.

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
    """Run them; 1 where one misses an aim or fails."""
    missed = 0
    for name, options in ALL:
        print(f"\n== {name}", flush=True)
        if name == "composer.run" and importlib.util.find_spec("ortools") is None:
            print("SKIPPED: the extra “bench” brings CP-SAT, and is not installed")
            continue
        command = [sys.executable, "-m", f"benchmarks.{name}", *options]
        missed |= subprocess.run(command, check=False).returncode
    return int(missed != 0)


if __name__ == "__main__":
    sys.exit(main())
