"""A plan: the steps that answer a brief, and what is proved about them."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from loosen.domain.body import Area, Level
from loosen.domain.brief import Brief
from loosen.domain.composer.evaluation import doses_of, ordered, seconds_of, worth_of
from loosen.domain.composer.limits import Habit
from loosen.domain.composer.problem import ALL_HABITS, PHASES, Pick, Problem
from loosen.domain.composer.route import distances
from loosen.domain.composer.solver import Solution
from loosen.domain.dose import Dose
from loosen.domain.exercise import Exercise
from loosen.domain.routine import ExerciseStep


class Status(StrEnum):
    """Whether a plan is proved to be the best, or how far from it it may be is known."""

    OPTIMAL = "optimal"
    BOUNDED = "bounded"


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step. ``seconds`` is its own time; ``moving`` the change of position before it."""

    exercise: Exercise
    dose: Dose
    stiffer_rounds: int | None
    seconds: int
    moving: int
    phase: str

    @property
    def exercise_step(self) -> ExerciseStep:
        """The step as a routine holds it."""
        return ExerciseStep(
            exercise=self.exercise.slug, dose=self.dose, stiffer_rounds=self.stiffer_rounds
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an area was asked to get (its fair share) and the least, and what it got: dose units.

    ``seconds`` is the time of the steps that are for it, or of those that reach it ``in_passing`` where
    none is.
    """

    area: Area
    asked: int
    least: int
    got: int
    seconds: int
    in_passing: bool

    @property
    def percent(self) -> int:
        """What it got of its fair share."""
        return round(100 * self.got / self.asked)

    @property
    def seconds_asked(self) -> int:
        """The time that its fair share would take at the rate of this plan, to five seconds."""
        return 5 * round(self.seconds * self.asked / self.got / 5) if self.got else 0


@dataclass(frozen=True, slots=True)
class Fuller:
    """A plan for more of the time: with exercises up to a level, or with strength where that is None."""

    level: Level | None
    seconds: int


@dataclass(frozen=True)
class Plan:
    """Steps in order, with what is proved about them. Equal briefs give equal plans."""

    problem: Problem = field(repr=False)
    picks: tuple[Pick, ...]
    solution: Solution = field(repr=False)
    shortlisted: bool = field(default=False, repr=False)
    """Whether it is the best of a shortlist and not of all that passes."""
    more: tuple[Fuller, ...] = field(default=(), repr=False)
    """What would use more of the time, where much is left."""

    @property
    def given_up(self) -> frozenset[Habit]:
        """The habits that it could not keep to."""
        return ALL_HABITS - self.problem.habits

    @property
    def brief(self) -> Brief:
        """What it answers."""
        return self.problem.brief

    @cached_property
    def steps(self) -> tuple[PlanStep, ...]:
        """The steps in order."""
        way = distances(slow=self.problem.pace.slow_transitions)
        steps = []
        place: int | None = None
        for pick in self.picks:
            item, option = self.problem.items[pick[0]], self.problem.option(pick)
            moving = way[place][item.place] if place is not None else 0
            place = item.place
            steps.append(
                PlanStep(
                    item.exercise,
                    option.dose,
                    option.stiffer_rounds,
                    option.seconds,
                    moving,
                    PHASES[item.phase],
                )
            )
        return tuple(steps)

    @property
    def exercise_steps(self) -> tuple[ExerciseStep, ...]:
        """The steps as a routine holds them; unrolled they take ``seconds``."""
        return tuple(step.exercise_step for step in self.steps)

    @property
    def seconds(self) -> int:
        """All of it, with moving."""
        return seconds_of(self.problem, self.picks)

    @property
    def unused(self) -> int:
        """Seconds of the brief's time that are left."""
        return self.problem.budget - self.seconds

    @property
    def score(self) -> float:
        """What it is worth, in points."""
        return worth_of(self.problem, self.picks) / 2

    @property
    def status(self) -> Status:
        """Whether it is proved to be the best."""
        return Status.OPTIMAL if self.solution.optimal else Status.BOUNDED

    @property
    def gap(self) -> float:
        """How far the best plan may be above this one, as a part of its score; 0 where proved."""
        worth, bound = worth_of(self.problem, self.picks), self.solution.bound
        if self.solution.optimal or bound is None:
            return 0.0
        return (bound - worth) / max(1, abs(worth))

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """How far each area got."""
        doses = doses_of(self.problem, self.picks)
        return tuple(
            Coverage(d.area, d.share, d.floor, dose, *self._time_for(d.area))
            for d, dose in zip(self.problem.demands, doses, strict=True)
        )

    def _time_for(self, area: Area) -> tuple[int, bool]:
        """The seconds of the steps for an area, and whether they reach it in passing only."""
        primary = [s.seconds for s in self.steps if area in s.exercise.areas.primary]
        passing = [s.seconds for s in self.steps if s.exercise.areas.weight(area)]
        return sum(primary or passing), not primary


def plan_of(problem: Problem, solution: Solution, *, shortlisted: bool = False) -> Plan:
    """The plan of a solution that has picks."""
    picks = ordered(problem, solution.picks)
    if picks is None:
        raise AssertionError("the search found picks that have no order")
    return Plan(problem, picks, solution, shortlisted)
