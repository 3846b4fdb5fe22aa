"""A brief and the composer's answer to it: asked in threads, revised step by step, each change undoable."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from loosen.domain.composer import (
    Brief,
    NoPlan,
    Plan,
    compose,
    fill,
    moved,
    next_plans,
    swaps,
    with_brief,
    with_dose,
)
from loosen.services.due import recency
from loosen.services.library import Library, likings_for
from loosen.storage.problems import BadFile
from loosen.text.composer import let_go_words
from loosen.text.controls import with_fields
from loosen.text.wording import name_words
from loosen.tui.models.handwork import Handwork, Kept, untouched

Stop = Callable[[], bool]
Proposal = Plan | NoPlan | None
"""The composer's answer; None where a change of a plan cannot be made."""
MOST_PAST = 100
"""Most changes that can be taken back."""
OF_COMPOSER = ("avoid", "equipment", "exercises", "stiffer_side")
"""Settings without which no plan is made: a wrong one could let in what must stay out."""


@dataclass(eq=False)
class Answered(Message):
    """The composer has answered question ``number``; ``otherwise`` is shown where the answer is None.

    ``kept`` is what was changed by hand, in the answer where that is a plan.
    """

    number: int
    answer: Proposal
    otherwise: str = ""
    kept: Kept | None = None

    @property
    def revises(self) -> bool:
        """Whether the question was to change a plan."""
        return bool(self.otherwise)


@dataclass(frozen=True)
class SwapRound:
    """The plans that swaps of one step go through, the ``original`` first.

    ``place`` is how far they have come, 0 for the original; ``shown`` is the plan that stands there.
    """

    original: Plan
    step: int
    others: tuple[Plan, ...]
    place: int
    shown: Plan

    def goes_on(self, plan: Plan, step: int) -> bool:
        """Whether swapping a step of a plan continues this round."""
        if self.shown is not plan:
            return False
        return step == self.step if self.place == 0 else self.swapped_in == _slug(plan, step)

    @property
    def swapped_in(self) -> str:
        """The exercise that stands for the original one."""
        return _new_slug(self.original, self.others[self.place - 1])


class Proposals:
    """A brief and the composer's answer to it, each change of which can be taken back.

    The composer is asked in a thread of the ``screen``, which hands in what comes of it; an answer that
    nobody waits for any more is dropped. ``show_brief`` is called when the brief is another one, and
    ``show_answer`` when the answer is, or when it begins or ends to be out of date (``is_waiting``).
    """

    def __init__(
        self,
        screen: Screen[None],
        library: Library,
        today: Callable[[], datetime],
        *,
        show_brief: Callable[[], None],
        show_answer: Callable[[], None],
    ) -> None:
        self._screen, self._library, self._today = screen, library, today
        self._show_brief, self._show_answer = show_brief, show_answer
        self.catalogue = library.catalogue
        self.brief = library.brief
        self.answer: Proposal = None
        self.is_waiting = False
        self.refusal = ""
        """Why nothing is composed at all: settings that cannot be read, in a line; empty else."""
        self._recency: Mapping[str, int] | None = None
        self._others: Iterator[Plan] | None = None
        self._round: SwapRound | None = None
        self._handwork = Handwork()
        self._answers: Brief | None = None  # the brief that the answer belongs to
        self._past: list[tuple[Brief, Proposal, Handwork]] = []
        self._later: list[Callable[[], object]] = []
        self._numbers = count(1)
        self._number = 0

    @property
    def can_undo(self) -> bool:
        """Whether a change can be taken back."""
        return bool(self._past)

    @property
    def plan(self) -> Plan | None:
        """The plan that stands, if one does."""
        return self.answer if isinstance(self.answer, Plan) else None

    # Asking the composer

    def propose(self) -> None:
        """Compose to the brief that stands."""
        self._others = self._round = None
        if self._is_refused():
            self._stand(None)
            return
        brief, catalogue = self.brief, self.catalogue
        pace = self._library.settings.pace

        def composed(stop: Stop) -> Plan | NoPlan:
            whole = with_fields(brief, recency=self._done_lately())
            return compose(whole, catalogue, pace=pace, should_stop=stop)

        self._ask(composed, "")

    def _is_refused(self) -> bool:
        try:
            self._library.settings_with(*OF_COMPOSER)
        except BadFile as problem:
            self.refusal = str(problem)
        else:
            self.refusal = ""
        return bool(self.refusal)

    def _revise(
        self,
        question: Callable[[Plan, Stop], Plan | None],
        otherwise: str,
        by_hand: Callable[[Handwork, Plan], Handwork] = untouched,
    ) -> None:
        """Change the current plan; ``otherwise`` is shown where that cannot be done.

        ``by_hand`` takes from the new plan what a person changed in it.
        """
        plan = self.plan
        if plan is not None:
            self._ask(lambda stop: question(plan, stop), otherwise, by_hand)

    def _ask(
        self,
        question: Callable[[Stop], Proposal],
        otherwise: str,
        by_hand: Callable[[Handwork, Plan], Handwork] = untouched,
    ) -> None:
        number, before = next(self._numbers), self._handwork
        self._number = number

        def work() -> None:
            worker = get_current_worker()

            def stop() -> bool:
                return worker.is_cancelled

            answer, kept = question(stop), None
            if isinstance(answer, Plan):
                kept = by_hand(before, answer).put_into(answer, stop)
                answer = kept.plan
            if not worker.is_cancelled:
                self._screen.post_message(Answered(number, answer, otherwise, kept))

        self._screen.run_worker(
            work, thread=True, exclusive=True, exit_on_error=False, group="compose"
        )
        if not self.is_waiting:
            self.is_waiting = True
            self._show_answer()

    def _done_lately(self) -> Mapping[str, int]:
        """Return the days since each exercise was done, read once for each visit; called in a thread."""
        if self._recency is None:
            self._recency = recency(self._library, self._today())
        return self._recency

    def take(self, event: Answered) -> None:
        """Accept an answer, if it is to the last question, and run what waited for it."""
        if event.number != self._number:
            return
        if event.answer is None:
            self._screen.notify(event.otherwise, timeout=3, markup=False)
            self._stand(self.answer)
        else:
            if event.revises:
                self._remember_this()
            self._take_brief(event.answer)
            self._take_handwork(event.kept)
            self._stand(event.answer)
        while self._later and not self.is_waiting:
            self._later.pop(0)()

    def _take_brief(self, answer: Plan | NoPlan) -> None:
        """A swapped plan answers a brief of its own: what it keeps in and leaves out is asked for now."""
        asked = {"include": answer.brief.include, "exclude": answer.brief.exclude}
        if any(getattr(self.brief, key) != names for key, names in asked.items()):
            self.brief = with_fields(self.brief, **asked)
            self._show_brief()

    def _take_handwork(self, kept: Kept | None) -> None:
        """Remember what was kept of the changes by hand, and say what was not.

        Where there is no plan all of it waits for the next.
        """
        if kept is None:
            return
        self._handwork = kept.handwork
        names = [
            name_words(self.catalogue[slug]) for slug in kept.lost_doses if slug in self.catalogue
        ]
        if names or kept.lost_order:
            self._screen.notify(let_go_words(names, order=kept.lost_order), markup=False)

    def _stand(self, answer: Proposal) -> None:
        self.answer, self.is_waiting = answer, False
        self._answers = self.brief
        self._show_answer()

    def once_settled(self, do: Callable[[], object]) -> None:
        """Call ``do`` now, or once the answer that is waited for is there."""
        if self.is_waiting:
            self._later.append(do)
        else:
            do()

    # Changes of the brief

    def ask_for(self, brief: Brief) -> None:
        """Compose to another brief."""
        if brief != self.brief:
            self._remember_this()
        self.brief = brief
        self._show_brief()
        self.propose()

    def toggle_kept(self, slug: str) -> None:
        """Ask for an exercise to be included, or no longer."""
        include = frozenset(self.brief.include) ^ {slug}
        self.ask_for(with_fields(self.brief, include=include))

    def leave_out(self, slug: str) -> None:
        """Ask for a plan without an exercise."""
        include = frozenset(self.brief.include) - {slug}
        exclude = frozenset(self.brief.exclude) | {slug}
        self.ask_for(with_fields(self.brief, include=include, exclude=exclude))

    def reload(self) -> None:
        """Take in what was done, chosen or written meanwhile.

        The plan that stands may hold what is gone; with a choice alone it changes too.
        """
        self._recency = None
        own = likings_for(self._library.settings.exercises, self.brief.include)
        chosen = any(getattr(self.brief, key) != tuple(sorted(own[key])) for key in own)
        anew = self.catalogue is not self._library.catalogue
        if anew:
            self.catalogue, self.answer = self._library.catalogue, None
            self._past.clear()  # plans that may hold what is gone
        if chosen:
            self.ask_for(with_fields(self.brief, **own))
        elif anew or (self.refusal and not self._is_refused()):
            self.propose()

    # Changes of the plan

    def swap(self, step: int) -> None:
        """Swap a step for the next best exercise, round and round.

        What was swapped in is asked for, and what it stands for is left out, so that it stays so in
        whatever is composed from here on.
        """
        self._revise(lambda plan, _stop: self._swapped(plan, step), "Nothing else fits here.")

    def _swapped(self, plan: Plan, step: int) -> Plan | None:
        """Return the next plan of the round; the original one where no other satisfies the brief."""
        turn = self._round
        if turn is None or not turn.goes_on(plan, step):
            turn = SwapRound(plan, step, tuple(one.plan for one in swaps(plan, step)), 0, plan)
        for place in range(turn.place + 1, len(turn.others) + 1):
            found = self._asked_for(turn, turn.others[place - 1])
            if found is not None:
                self._round = replace(turn, place=place, shown=found)
                return found
        self._round = replace(turn, place=0, shown=turn.original)
        return turn.original if turn.original is not plan else None

    def _asked_for(self, turn: SwapRound, swapped: Plan) -> Plan | None:
        """Return a swapped plan as the answer to a brief that asks for just that swap."""
        gone, new = _slug(turn.original, turn.step), _new_slug(turn.original, swapped)
        brief = turn.original.brief
        include = frozenset(brief.include) - {gone} | {new}
        exclude = frozenset(brief.exclude) - {new} | {gone}
        asked = with_fields(brief, include=include, exclude=exclude)
        return with_brief(swapped, self.catalogue, asked)

    def change_dose(self, step: int, by: int) -> None:
        """Raise or lower the dose of a step."""
        words = "No longer dose fits." if by > 0 else "No shorter dose will do."
        self._revise(
            lambda plan, _stop: with_dose(plan, step, by),
            words,
            lambda handwork, plan: handwork.with_dose(plan, step),
        )

    def move(self, step: int, by: int) -> None:
        """Move a step, where the order allows."""
        self._revise(
            lambda plan, _stop: moved(plan, step, by),
            "The order does not allow it.",
            Handwork.with_order,
        )

    def next(self) -> None:
        """Show the next best plan that differs in two steps."""
        self._revise(self._next_plan, "No other plan is different enough.")

    def _next_plan(self, plan: Plan, stop: Stop) -> Plan | None:
        if self._others is None:
            self._others = next_plans(plan, should_stop=stop)
        return next(self._others, None)

    def fill(self) -> None:
        """Fill the time that is left."""
        self._revise(
            lambda plan, stop: fill(plan, should_stop=stop),
            "Nothing else fits the time left.",
            Handwork.at_doses_of,
        )

    # Taking back

    def _remember_this(self) -> None:
        """Keep brief and answer, so that they can be restored."""
        whole = self._answers == self.brief
        self._past.append((self.brief, self.answer if whole else None, self._handwork))
        del self._past[:-MOST_PAST]

    def undo(self) -> None:
        """Restore the brief and the plan before the last change."""
        if not self._past:
            return
        self.brief, answer, self._handwork = self._past.pop()
        self._later.clear()
        self._show_brief()
        if answer is None:
            self.propose()
        else:
            # An answer that is still looked for is to what was taken back.
            self._others, self._number = None, next(self._numbers)
            self._stand(answer)


def _slug(plan: Plan, step: int) -> str:
    return plan.steps[step].exercise.slug


def _new_slug(before: Plan, after: Plan) -> str:
    """Return the slug of the exercise that a plan has and the one before has not."""
    old = {step.exercise.slug for step in before.steps}
    return next(step.exercise.slug for step in after.steps if step.exercise.slug not in old)
