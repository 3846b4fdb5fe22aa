"""The laws of editing: what a change keeps, what undoes it, and what is refused in words."""

from collections import Counter
from collections.abc import Iterator

import pytest
from builders import pick, routine, step
from drafts import CATALOGUE, doses, drafts, exercise_steps, pick_steps
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from loosen.domain.dose import Dose, parse_dose
from loosen.domain.editing.changes import (
    add_exercise,
    change_amount,
    join_as_pick,
    move_line,
    nudge,
    remove_line,
    split_pick,
    toggle_open_ended,
)
from loosen.domain.editing.draft import Draft, DraftChange, DraftPlace, Edits, Refusal
from loosen.domain.editing.texts import (
    Problems,
    head_texts,
    pick_texts,
    read_head,
    read_pick,
    read_step,
    step_texts,
)
from loosen.domain.editing.times import times_of
from loosen.domain.pace import Pace
from loosen.domain.routine import (
    MOST_STEPS,
    ExerciseStep,
    PickStep,
    Routine,
    check,
    own_copy,
    resolve,
)
from loosen.domain.timeline import unroll

EXAMPLES = "for example “10 reps x 3”, “30 s each side” or “8 breaths”"

BOTH_AT_ONCE = (
    "“10 each side” is for each side, but Bridge works both at once; "
    "write a dose without “each side”"
)


few = settings(max_examples=50)
"""Each draws whole routines, of which a few dozen hold every kind of step."""


def of(*steps: str | ExerciseStep | PickStep) -> Draft:
    return Draft.of(routine(*steps))


def done(change: DraftChange | Refusal) -> Draft:
    assert isinstance(change, DraftChange), change
    return change.draft


def exercises(draft: Draft) -> Counter[str]:
    return Counter(step.exercise for step in draft.routine("it").exercise_steps)


def headings(draft: Draft) -> list[str]:
    return [step.section for step in draft.steps if step.section]


def read(draft: Draft) -> list[str]:
    """A draft as its lines read: “# heading”, “slug”, “2 of”, “- choice”."""
    return list(_read(draft))


def _read(draft: Draft) -> Iterator[str]:
    for place in draft.lines:
        one = draft.at(place)
        if place.heading:
            yield f"# {one.section}"
        elif isinstance(one, PickStep):
            yield f"{one.pick} of"
        else:
            yield f"- {one.exercise}" if place.choice is not None else one.exercise


@st.composite
def lines(draw: st.DrawFn) -> tuple[Draft, DraftPlace]:
    draft = draw(drafts())
    return draft, draw(st.sampled_from(draft.lines))


@st.composite
def changes(draw: st.DrawFn) -> tuple[Draft, DraftPlace, DraftChange]:
    """A draft, a line of it, and any change made there."""
    draft, place = draw(lines())
    at = draft.at(place)
    exercise = CATALOGUE[at.exercise] if isinstance(at, ExerciseStep) else None
    by = draw(st.sampled_from([1, -1]))
    made = draw(
        st.sampled_from(
            [
                add_exercise(draft, "clam", place),
                remove_line(draft, place),
                move_line(draft, place, by),
                join_as_pick(draft, draft.lines[:3]),
                split_pick(draft, place),
                change_amount(draft, place, exercise, by),
                toggle_open_ended(draft, place),
            ]
        )
    )
    assume(isinstance(made, DraftChange))
    assert isinstance(made, DraftChange)
    return draft, place, made


@few
@given(changes())
def test_every_change_leads_to_a_routine_that_the_catalogue_agrees_with(
    made: tuple[Draft, DraftPlace, DraftChange],
) -> None:
    draft = made[2].draft
    if draft.steps:
        again = Routine.from_plain(draft.routine("it").to_plain())
        assert check(again, CATALOGUE) == []
        assert Draft.of(again) == draft
        assert made[2].place in draft.lines or made[2].place.heading


@few
@given(lines(), st.lists(st.sampled_from(["add", "drop", "down", "up", "more", "key"]), max_size=9))
def test_undo_walks_back_to_the_start_and_redo_to_the_end(
    start: tuple[Draft, DraftPlace], asked: list[str]
) -> None:
    draft, place = start
    edits = Edits(draft, place)
    seen = [draft]
    for one in asked:
        if not edits.draft.steps:
            break
        here = edits.place if edits.place in edits.draft.lines else edits.draft.lines[0]
        ways = {
            "add": add_exercise(edits.draft, "clam", here),
            "drop": remove_line(edits.draft, here),
            "down": move_line(edits.draft, here, 1),
            "up": move_line(edits.draft, here, -1),
            "more": change_amount(edits.draft, here, None, 1),
            "key": toggle_open_ended(edits.draft, here),
        }
        made = ways[one]
        if isinstance(made, DraftChange):
            edits = edits.apply(made, here)
            if edits.draft != seen[-1]:
                seen.append(edits.draft)
    last = edits
    for before in reversed(seen[:-1]):
        edits = edits.undo()
        assert edits.draft == before
    assert edits.undo() == edits
    for after in seen[1:]:
        edits = edits.redo()
        assert edits.draft == after
    assert (edits.draft, edits.past) == (last.draft, last.past)
    assert edits.redo() == edits


def test_a_change_after_undoing_takes_the_place_of_what_was_undone() -> None:
    edits = Edits(of("march", "clam"), DraftPlace(0))
    edits = edits.apply(remove_line(edits.draft, DraftPlace(0)), DraftPlace(0)).undo()
    edits = edits.apply(remove_line(edits.draft, DraftPlace(1)), DraftPlace(1))
    assert read(edits.draft) == ["march"]
    assert edits.redo() == edits
    assert edits.undo().place == DraftPlace(1)


@few
@given(lines(), st.sampled_from([1, -1]))
def test_moving_keeps_every_step_and_heading_and_moving_back_undoes_it(
    start: tuple[Draft, DraftPlace], by: int
) -> None:
    draft, place = start
    there = move_line(draft, place, by)
    assume(isinstance(there, DraftChange))
    assert isinstance(there, DraftChange)
    assert exercises(there.draft) == exercises(draft)
    assert headings(there.draft) == headings(draft)
    back = move_line(there.draft, there.place, -by)
    assert back == DraftChange(draft, place)


def test_a_step_moves_past_a_heading_into_the_next_section() -> None:
    draft = of(step("march", section="Up"), "clam", step("lunge", section="Down"), "squeeze")
    down = done(move_line(draft, DraftPlace(1), 1))
    assert read(down) == ["# Up", "march", "# Down", "clam", "lunge", "squeeze"]
    assert read(done(move_line(down, DraftPlace(1), 1)))[2:5] == ["# Down", "lunge", "clam"]
    alone = move_line(down, DraftPlace(0), 1)
    assert isinstance(alone, Refusal)
    assert "“Up” would be left without a step" in alone.words
    assert move_line(down, DraftPlace(0), -1) == alone
    assert read(done(move_line(draft, DraftPlace(0), -1)))[:3] == ["march", "# Up", "clam"]


@pytest.mark.parametrize(("at", "by"), [(0, -1), (2, 1)])
def test_the_ends_of_a_routine_are_its_ends(at: int, by: int) -> None:
    assert isinstance(move_line(of("march", "clam", "lunge"), DraftPlace(at), by), Refusal)


def test_a_heading_moves_between_steps_but_not_past_another() -> None:
    draft = of("march", step("clam", section="Down"), "lunge", step("squeeze", section="End"))
    heading = DraftPlace(1, heading=True)
    assert read(done(move_line(draft, heading, 1)))[1:4] == ["clam", "# Down", "lunge"]
    assert read(done(move_line(draft, heading, -1)))[:2] == ["# Down", "march"]
    further = done(move_line(draft, heading, 1))
    assert isinstance(move_line(further, DraftPlace(2, heading=True), 1), Refusal)
    assert isinstance(move_line(draft, DraftPlace(3, heading=True), 1), Refusal)


def test_the_heading_of_a_step_that_goes_passes_to_the_next_of_its_section() -> None:
    draft = of(step("march", section="Up"), "clam", step("lunge", section="Down"))
    assert read(remove_line(draft, DraftPlace(0)).draft) == ["# Up", "clam", "# Down", "lunge"]
    assert read(remove_line(draft, DraftPlace(2)).draft) == ["# Up", "march", "clam"]
    assert read(remove_line(draft, DraftPlace(2, heading=True)).draft)[2:] == ["clam", "lunge"]
    assert remove_line(of("march"), DraftPlace(0)).draft.steps == ()


def test_what_is_added_stands_below_the_cursor() -> None:
    draft = of(step("march", section="Up"), pick(1, "clam", "lunge"))
    assert read(done(add_exercise(draft, "squeeze", DraftPlace(0))))[1:3] == ["march", "squeeze"]
    assert read(done(add_exercise(draft, "squeeze", DraftPlace(1))))[-1] == "squeeze"
    assert read(done(add_exercise(draft, "squeeze", DraftPlace(1, 0))))[-3:] == [
        "- clam",
        "- squeeze",
        "- lunge",
    ]
    first = add_exercise(draft, "squeeze", DraftPlace(0, heading=True))
    assert read(done(first))[:3] == ["# Up", "squeeze", "march"]
    assert done(add_exercise(Draft(), "march", None)).steps == (ExerciseStep(exercise="march"),)


def test_a_routine_takes_no_more_steps_than_a_file_may_hold() -> None:
    full = of(*["march"] * (MOST_STEPS - 1), pick(1, "clam", "lunge"))
    assert isinstance(add_exercise(full, "clam", DraftPlace(0)), Refusal)
    assert isinstance(add_exercise(full, "clam", None), Refusal)
    assert isinstance(split_pick(full, DraftPlace(MOST_STEPS - 1)), Refusal)
    assert isinstance(add_exercise(full, "clam", DraftPlace(MOST_STEPS - 1, 0)), DraftChange)


@few
@given(drafts(least=2))
def test_a_pick_of_all_and_its_choices_again_keep_every_exercise(draft: Draft) -> None:
    one = join_as_pick(draft, draft.lines)
    whole = done(one)
    assert len(whole.steps) == 1
    assert exercises(whole) == exercises(draft)
    again = done(split_pick(whole, DraftPlace(0)))
    assert exercises(again) == exercises(draft)
    assert not any(isinstance(step, PickStep) for step in again.steps)


def test_a_pick_stands_where_the_first_of_its_steps_stood() -> None:
    draft = of("march", step("clam", section="Down"), "lunge", "squeeze")
    assert read(done(join_as_pick(draft, [DraftPlace(3), DraftPlace(1)]))) == [
        "march", "# Down", "1 of", "- clam", "- squeeze", "lunge",
    ]  # fmt: skip
    assert isinstance(join_as_pick(draft, [DraftPlace(1), DraftPlace(1, heading=True)]), Refusal)
    assert isinstance(split_pick(draft, DraftPlace(0)), Refusal)


def test_a_heading_between_the_steps_of_a_pick_is_kept() -> None:
    draft = of("march", step("clam", section="Down"), "lunge")
    one = done(join_as_pick(draft, [DraftPlace(0), DraftPlace(1)]))
    assert [line.section for line in one.steps] == [None, "Down"], "the next step has it"

    draft = of(
        step("march", section="Up"), step("clam", section="Down"), step("lunge", section="End")
    )
    both = done(join_as_pick(draft, [DraftPlace(0), DraftPlace(1)]))
    (pick_of_both, last) = both.steps
    assert isinstance(pick_of_both, PickStep)
    assert (pick_of_both.section, last.section) == ("Up", "End")
    assert [choice.section for choice in pick_of_both.among] == [None, "Down"]
    assert done(split_pick(both, DraftPlace(0))).steps == draft.steps


def test_a_pick_taken_apart_loses_no_note() -> None:
    draft = of(pick(1, "clam", "lunge", section="Down", note="Either."))
    first = done(split_pick(draft, DraftPlace(0))).steps[0]
    assert (first.section, first.note) == ("Down", "Either.")


def test_a_pick_wants_no_more_than_remain_and_goes_with_its_last_choice() -> None:
    fewer = remove_line(of(pick("2-3", "clam", "lunge", "march")), DraftPlace(0, 1)).draft
    assert read(fewer) == ["2 of", "- clam", "- march"]
    one = remove_line(fewer, DraftPlace(0, 0)).draft
    assert read(one) == ["1 of", "- march"]
    assert remove_line(one, DraftPlace(0, 0)).draft.steps == ()


def test_a_choice_moves_in_its_pick_alone() -> None:
    draft = of("march", pick(1, "clam", "lunge"))
    assert read(done(move_line(draft, DraftPlace(1, 0), 1)))[-2:] == ["- lunge", "- clam"]
    assert isinstance(move_line(draft, DraftPlace(1, 0), -1), Refusal)


@given(st.sampled_from(CATALOGUE.records).flatmap(doses), st.sampled_from([1, -1]))
def test_a_dose_turned_and_turned_back_is_the_same(dose: Dose, by: int) -> None:
    other = nudge(dose, by)
    assert other is None or nudge(other, -by) == dose


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("30 s each side", "35 s each side"),
        ("30-60 s", "35-65 s"),
        ("2 x 7 breaths", "2 x 8 breaths"),
        ("10-12 reps x 3", "11-13 reps x 3"),
        ("20 s moving", "25 s moving"),
        ("3600 s", None),
    ],
)
def test_a_dose_grows_by_what_is_felt(text: str, more: str | None) -> None:
    other = nudge(parse_dose(text), 1)
    assert (str(other) if other else None) == more


def test_the_exercises_own_dose_is_not_written_down() -> None:
    draft, lunge = of("lunge"), CATALOGUE["lunge"]
    more = done(change_amount(draft, DraftPlace(0), lunge, 1))
    assert str(more.routine("it").steps[0].to_plain()["dose"]) == "3 x 15 s each side"
    assert done(change_amount(more, DraftPlace(0), lunge, -1)) == draft
    shortest = of(step("lunge", dose="5 s each side"))
    assert change_amount(shortest, DraftPlace(0), lunge, -1) == Refusal("No less than this.")


def test_a_pick_takes_more_or_less_within_what_there_is() -> None:
    draft = of(pick(1, "clam", "lunge"))
    assert read(done(change_amount(draft, DraftPlace(0), None, 1)))[0] == "2 of"
    assert isinstance(change_amount(draft, DraftPlace(0), None, -1), Refusal)
    assert isinstance(toggle_open_ended(draft, DraftPlace(0)), Refusal)
    choice = done(toggle_open_ended(draft, DraftPlace(0, 1))).at(DraftPlace(0, 1))
    assert isinstance(choice, ExerciseStep)
    assert choice.open_ended


@given(exercise_steps())
def test_a_step_that_is_not_typed_over_stays_as_it_is(one: ExerciseStep) -> None:
    own = CATALOGUE[one.exercise]
    same = one if one.dose != own.default.dose else one.copy_with(dose=None)
    assert read_step(one, step_texts(one), own) == same


@given(pick_steps())
def test_a_pick_that_is_not_typed_over_stays_as_it_is(one: PickStep) -> None:
    one = one.copy_with(most_per_family=None)
    assert read_pick(one, pick_texts(one)) == one


@given(drafts())
def test_a_head_that_is_not_typed_over_stays_as_it_is(draft: Draft) -> None:
    assert read_head(draft, head_texts(draft)) == draft


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("dose", "10 rops", f"“rops” is not understood; write {EXAMPLES}"),
        (
            "dose",
            "10 each side",
            BOTH_AT_ONCE,
        ),
        ("rest", "-1", "“-1” will not do; write a number from 0 to 600 seconds"),
        ("rest", "601", "“601” will not do; write a number from 0 to 600 seconds"),
        ("stiffer_rounds", "9", "“9” will not do; write a number from 2 to 5 rounds"),
        (
            "stiffer_rounds",
            "3",
            "It needs a dose for one side and then the other; write “each side” in the dose",
        ),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(field: str, typed: str, sentence: str) -> None:
    bridge = step("bridge")
    wrong = read_step(bridge, step_texts(bridge) | {field: typed}, CATALOGUE["bridge"])
    assert wrong == Problems({field: sentence})


def test_every_problem_is_told_at_once() -> None:
    bridge = step("bridge")
    wrong = read_step(bridge, {"dose": "x", "rest": "y"}, CATALOGUE["bridge"])
    assert isinstance(wrong, Problems)
    assert set(wrong.by_field) == {"dose", "rest"}


@pytest.mark.parametrize("typed", ["0", "4", "3-1", "x", "1-2-3"])
def test_a_pick_of_more_than_there_is_will_not_do(typed: str) -> None:
    one = pick(1, "clam", "lunge", "march")
    wrong = read_pick(one, pick_texts(one) | {"pick": typed})
    sentence = f"“{typed}” will not do; write a number from 1 to 3, or a range such as “1-3”"
    assert wrong == Problems({"pick": sentence})


def test_a_routine_needs_a_name_and_steps() -> None:
    assert isinstance(read_head(Draft(), {"name": "  "}), Problems)
    assert Draft().missing() == "There is no step yet; a adds one."
    assert Draft.of_exercises(["march", "clam"]).missing() == "It has no name yet."
    assert of("march").missing() is None


def test_a_copy_is_ones_own_and_says_so_once() -> None:
    shipped = routine("march", name="Flow", source="clinic", ours=["Our rests."], rules=["Slowly."])
    copy = Draft.of(own_copy(shipped))
    assert (copy.name, copy.source, copy.ours, copy.rules) == (
        "Flow, my way",
        None,
        (),
        ("Slowly.",),
    )
    assert Draft.of(own_copy(copy.routine("it"))).name == "Flow, my way"


@given(drafts())
def test_the_lines_take_as_long_as_the_session(draft: Draft) -> None:
    whole = draft.routine("it")
    timeline = unroll(resolve(whole, CATALOGUE), CATALOGUE, Pace())
    taken = times_of(draft, CATALOGUE, Pace())
    assert taken.seconds == timeline.seconds
    assert (
        sum(taken.by_line.get(DraftPlace(n), 0) for n in range(len(draft.steps)))
        == timeline.seconds
    )


def test_how_often_is_checked_as_it_is_typed_and_other_words_have_a_line_of_their_own() -> None:
    draft = Draft(name="Drive", summary="Short.")
    texts = {**head_texts(draft), "frequency": "after driving"}
    problems = read_head(draft, texts)
    assert isinstance(problems, Problems)
    assert "under “when”" in problems.by_field["frequency"]
    read = read_head(draft, {**texts, "frequency": "twice a day", "when": "after driving"})
    assert isinstance(read, Draft)
    assert (str(read.frequency), read.when) == ("2 a day", "after driving")
    assert head_texts(read)["frequency"] == "2 a day"
