"""The composer against CP-SAT on the same briefs: one table.

``PYTHONPATH=src:tests python -m benchmarks.composer.run`` (with the extra ``bench``);
``--briefs 60,60,50,30`` and ``--limit 60`` say how many of each size and how long CP-SAT may take.
It ends with 1 where the two disagree on what both prove.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.composer.oracle import Verdict, ask
from random_briefs import some_brief, some_catalogue

from loosen.domain.catalogue import Catalogue
from loosen.domain.composer.evaluation import ordered, violations, worth_of
from loosen.domain.composer.problem import Problem, problem_of
from loosen.domain.composer.solver import Solution, solve
from loosen.domain.pace import Pace
from loosen.services.library import Library
from loosen.storage.locations import Locations

SIZES = (0, 120, 500, 2_000)
"""Exercises; 0 is the built-in catalogue."""


@dataclass
class Tally:
    """What was measured on one catalogue."""

    ours: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)
    proved: int = 0
    they_proved: int = 0
    without: int = 0
    gaps: list[float] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)


def catalogue_of(size: int) -> Catalogue:
    """The built-in catalogue, or one made up."""
    if size:
        return some_catalogue(size, 1)
    nowhere = Path("/nonexistent")
    return Library(Locations(nowhere, nowhere, nowhere)).catalogue


def measure(size: int, briefs: int, limit: float) -> Tally:
    """Both solvers on so many briefs; seconds with all it takes from brief to plan."""
    catalogue, tally = catalogue_of(size), Tally()
    solve(problem_of(some_brief(catalogue, 10_000), catalogue, Pace()))
    for number in range(briefs):
        brief = some_brief(catalogue, number)
        start = time.perf_counter()
        problem = problem_of(brief, catalogue, Pace())
        solution = solve(problem)
        tally.ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        verdict = ask(problem, limit) if limit else None
        tally.theirs.append(time.perf_counter() - start)
        _compare(tally, number, problem, solution, verdict)
        sys.stderr.write(f"\r{len(catalogue)}: {number + 1}/{briefs} ")
    return tally


def _compare(
    tally: Tally, number: int, problem: Problem, solution: Solution, verdict: Verdict | None
) -> None:
    if solution.picks:
        order = ordered(problem, solution.picks)
        if not order or violations(problem, order) or worth_of(problem, order) != solution.value:
            tally.disagreements.append(f"brief {number}: a plan that does not hold")
    proved = solution.optimal or solution.impossible
    tally.proved += proved
    tally.without += solution.value is None and not solution.impossible
    if solution.value is not None and solution.bound is not None:
        tally.gaps.append((solution.bound - solution.value) / max(1, abs(solution.value)))
    if verdict is None:
        return
    theirs = verdict.status in ("OPTIMAL", "INFEASIBLE")
    tally.they_proved += theirs
    value = verdict.value
    agree = (solution.value == value) if proved and theirs else _bounds_hold(solution, verdict)
    if not agree:
        tally.disagreements.append(f"brief {number}: {solution.value} against {value}")


def _bounds_hold(solution: Solution, verdict: Verdict) -> bool:
    if solution.impossible:
        return verdict.value is None
    ours = solution.bound is None or verdict.value is None or verdict.value <= solution.bound
    theirs = verdict.bound is None or solution.value is None or solution.value <= verdict.bound
    return ours and theirs


def spread(seconds: Sequence[float]) -> str:
    """Median, 95th percentile and most, in milliseconds."""
    ranked = sorted(seconds)
    at = (statistics.median(ranked), ranked[int(0.95 * len(ranked))], ranked[-1])
    return " / ".join(f"{1000 * value:.0f}" for value in at)


def row(size: int, tally: Tally) -> str:
    """A line of the table."""
    gaps = tally.gaps or [0.0]
    ratio = statistics.median(tally.theirs) / statistics.median(tally.ours)
    count = len(tally.ours)
    cells = (
        str(size or "built-in"),
        str(count),
        spread(tally.ours),
        f"{tally.proved}",
        f"{100 * statistics.median(gaps):.2f} / {100 * max(gaps):.2f}",
        str(tally.without),
        spread(tally.theirs),
        f"{tally.they_proved}",
        f"{ratio:.1f}",
        str(len(tally.disagreements)),
    )
    return "| " + " | ".join(cells) + " |"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefs", default="60,60,50,30")
    parser.add_argument("--limit", type=float, default=60.0)
    wanted = parser.parse_args()
    heads = "exercises|briefs|ours: median / p95 / max, ms|proved|gap: median / max, %|no answer"
    heads += "|CP-SAT: median / p95 / max, ms|proved|CP-SAT ÷ ours|disagreements"
    print(f"| {heads.replace('|', ' | ')} |")
    print("|" + "---|" * 10)
    wrong: list[str] = []
    for size, briefs in zip(SIZES, wanted.briefs.split(","), strict=False):
        if not int(briefs):
            continue
        tally = measure(size, int(briefs), wanted.limit)
        wrong += tally.disagreements
        sys.stderr.write("\r")
        print(row(size, tally), flush=True)
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
