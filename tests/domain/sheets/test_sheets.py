"""Whole sheets: what belongs together, what is a heading, what holds for all."""

import pytest
from builders import step
from sheet_cases import prescribed, said, sheet

from loosen.domain.dose import parse_dose
from loosen.domain.routine import check
from loosen.domain.sheets.sheet import LineOutcome, Sheet

LEAFLET = """PHYSIOTHERAPY DEPARTMENT
Exercises for low back pain

Patient name: J. Bloggs
Do these exercises 2-3 times a day.

Pelvic tilt
Lie on your back with your knees bent. Flatten your back against the floor.
Hold for 5 seconds. Repeat 10 times.

Knee to chest
Pull one knee up to your chest with your hands.
Hold for 20 seconds. Repeat 3 times on each leg.

Clamshell
Lie on your side and lift the top knee.
Repeat 10 times each side.

Hold each stretch for 30 seconds.
Stop if any exercise makes your pain worse.
"""
TABLE = """Exercise\tSets\tReps\tHold\tFrequency\tComments
Glute bridge\t3\t10\t\t1x/day\tsqueeze glutes
Fire hydrant\t3\t12\t-\tdaily\teach side
Single knee to chest\t-\t3\t30\t1x/day\teach leg
"""
SPACED = """Exercise               Sets   Reps    Hold     Freq
Pelvic tilts           2      10               BID
Figure four, lying            3       30 sec   BID
Child's pose                          60 s     BID
"""
HANDWRITTEN = """hips - 3x wk
1 fire hyd 2x12 ea
2 SKTC 3 x 20s L+R
3 squats x10 (slow!)
rest 30s between sets

WARM DOWN:
childs pose 8-10 slow breaths
   on a pillow if sore
AM + PM: pelvic tilts x 10
"""


def read_as(one: Sheet) -> list[str]:
    return [said(entry) for entry in one.entries if entry.outcome is not LineOutcome.BLANK]


def test_a_leaflet_has_its_doses_on_lines_of_their_own() -> None:
    leaflet = sheet(*LEAFLET.splitlines())
    back = "Lie on your back with your knees bent. Flatten your back against the floor."
    assert read_as(leaflet) == [
        "heading: title",
        "heading: title",
        "note: about the sheet, left out",
        "note: how often: 2-3 times a day",
        f"pelvic-tilt · 10 x 5 s · {back}",
        "note: note of line 7",
        "note: more of line 7",
        "knee-to-chest-single · 3 x 20 s each side · Pull one knee up to your chest with your hands.",
        "note: note of line 11",
        "note: more of line 11",
        "asked:",
        "note: note of line 15",
        "note: more of line 15",
        "note: on the whole",
        "note: on the whole",
    ]
    routine = leaflet.routine("Back")
    assert routine is not None
    assert str(routine.frequency) == "2-3 a day"
    assert routine.rules[-1] == "Stop if any exercise makes your pain worse."
    assert leaflet.title == "Exercises for low back pain"
    assert b"Bloggs" not in routine.to_json()


def test_a_printed_programme_has_each_number_on_its_own_line() -> None:
    said_once = ["Repeat 10 Times", "Hold 5 Seconds", "Complete 1 Set", "Perform 2 Times a Day"]
    one = sheet("PELVIC TILT", *said_once, "", "BRIDGING", "Lift your hips.", *said_once)
    assert [said(entry) for entry in one.entries if entry.item] == [
        "pelvic-tilt · 10 x 5 s · twice a day",
        "bridge · 10 x 5 s · Lift your hips. · twice a day",
    ]
    assert one.frequency == "twice a day"


def test_a_second_frequency_for_all_is_kept_as_a_rule() -> None:
    one = sheet("Twice a day", "", "Bridge 3 x 10", "", "Do all of these 3 times a week")
    assert (one.frequency, one.rules) == ("twice a day", ("Do all of these 3 times a week",))


def test_a_bracket_alone_is_a_note_and_a_title_leaves_its_frequency() -> None:
    one = sheet("My back exercises (daily)", "", "Bridge 3 x 10", "(slowly)")
    assert (one.title, one.frequency) == ("My back exercises", "every day")
    assert one.steps()[3].note == "slowly"


@pytest.mark.parametrize(
    "line",
    [
        "Call 555-1234 with questions",
        "www.clinic.example",
        "Prepared by: S. Lee",
        "ana@example.org",
    ],
)
def test_nothing_about_people_goes_into_the_routine(line: str) -> None:
    one = sheet("Bridge 3 x 10", line)
    assert one.entries[1].description == "about the sheet, left out"
    assert line not in str(one.routine("Mine"))


def test_columns_between_tabs_say_what_their_numbers_are() -> None:
    assert read_as(sheet(*TABLE.splitlines())) == [
        "heading: columns",
        "bridge · 10 reps x 3 · squeeze glutes · every day",
        "fire-hydrant · 12 each side x 3 · every day",
        "knee-to-chest-single · 3 x 30 s each side · every day",
    ]
    assert sheet(*TABLE.splitlines()).frequency == "every day"


def test_a_column_for_the_rest_gives_the_rest_between_sets() -> None:
    one = sheet("Exercise\tSets\tReps\tRest", "Glute bridge\t3\t10\t45", "Pelvic tilt\t2\t8\t1 min")
    assert [step.rest for step in one.steps().values()] == [45, 60]


def test_columns_between_spaces_are_told_by_where_they_stand() -> None:
    assert read_as(sheet(*SPACED.splitlines()))[1:] == [
        "pelvic-tilt · 10 reps x 2 · twice a day",
        "figure-four · 3 x 30 s · twice a day",
        "childs-pose · 60 s · twice a day",
    ]


def test_a_terse_sheet_is_read_with_its_headings() -> None:
    hand = sheet(*HANDWRITTEN.splitlines())
    assert read_as(hand) == [
        "heading: title",
        "asked: fire-hydrant figure-four",
        "knee-to-chest-single · 3 x 20 s each side",
        "deep-squat · 10 reps · slow!",
        "note: on the whole",
        "heading: heading",
        "childs-pose · 8-10 breaths · on a pillow if sore",
        "note: note of line 8",
        "pelvic-tilt · 10 reps · morning and evening",
    ]
    assert [s.section for s in hand.steps().values()] == [None, None, "WARM DOWN", None]
    assert hand.frequency == "3 times a week"
    assert hand.steps()[10].note == "morning and evening"


def test_what_all_lines_agree_on_is_how_often_the_routine_is_done() -> None:
    agreed = sheet("Bridge 3 x 10, 2x/day", "Squats 10 reps twice daily", "Happy baby 30 s, b.i.d.")
    assert agreed.frequency == "twice a day"
    assert [s.note for s in agreed.steps().values()] == [None] * 3


def test_where_lines_differ_each_keeps_its_own_words() -> None:
    mixed = sheet("Bridge 3 x 10 daily (on a mat)", "Squats 10 reps 3x/week", "Happy baby 30 s")
    assert mixed.frequency is None
    notes = [s.note for s in mixed.steps().values()]
    assert notes == ["on a mat; every day", "3 times a week", None]


@pytest.mark.parametrize(
    ("words", "often"),
    [
        ("2x/day", "twice a day"),
        ("2 x a day", "twice a day"),
        ("twice daily", "twice a day"),
        ("once a day", "every day"),
        ("3 times per week", "3 times a week"),
        ("3 x week", "3 times a week"),
        ("3-4 times a week", "3-4 times a week"),
        ("5 days a week", "5 days a week"),
        ("once or twice a day", "once or twice a day"),
        ("every other day", "every other day"),
        ("alternate days", "every other day"),
        ("QOD", "every other day"),
        ("TID", "3 times a day"),
        ("every 2 hours", "every 2 hours"),
        ("hourly", "every hour"),
        ("nightly", "every night"),
        ("each morning", "every morning"),
        ("AM/PM", "morning and evening"),
        ("mon/wed/fri", "mon/wed/fri"),
    ],
)
def test_how_often_is_said_in_one_way(words: str, often: str) -> None:
    one = sheet(f"Bridge 10 reps, {words}")
    assert one.frequency == often
    assert said(one.entries[0]) == f"bridge · 10 reps · {often}"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Bridge 10", "“10” read as 10 reps"),
        ("Child’s pose 10", "“10” has no unit; write “10 reps” or “… s”"),
        ("Bridge", "no dose is read: its own holds, 10-12 reps"),
        ("Figure four, lying, 30 s", "no side is named; write “30 s each side” if it is for each"),
        (
            "Fire hydrant 10 reps, left only",
            "for one side: the note says which, the clock does not",
        ),
        ("Butterfly stretch 30 s", "read as moving all the while; write “hold” if it is held"),
        ("Bridge 25 x 5 s", "kept in words: hold 5 s each time"),
        ("Bridge 2 x 8, hold 5 s", "2 sets of 8 run as 16 in a row"),
    ],
)
def test_what_is_not_as_written_is_told(line: str, told: str) -> None:
    assert told in sheet(line).entries[0].remarks


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Squats 600 reps", "“600” is outside 1 to 500 repetitions; write a number from 1 to 500"),
        ("Squats 10 reps 12 reps", "it gives repetitions more than once: 10, 12"),
        ("Squats 10 s 8 breaths", "it gives seconds and breaths"),
        ("Squats 3 sets", "it gives sets, and not of what"),
        ("Squats 12-10 reps", "“12-10” runs downwards; write the smaller number first: “10-12”"),
        ("Squats 10 reps, rest 20 min", "a rest of 1200 s is longer than 600 s"),
    ],
)
def test_a_dose_that_cannot_be_is_asked_about_with_the_reason(line: str, why: str) -> None:
    ((_, item),) = sheet(line).unplaced
    assert item.why == f"its dose is unclear: {why}"
    assert item.near == (prescribed()["deep-squat"],)
    assert line in item.request.notes


def test_each_side_for_both_at_once_is_asked_about_with_what_to_write() -> None:
    ((_, item),) = sheet("Bridge 10 each side").unplaced
    assert item.why == "“10 each side” is for each side, and it works both at once; write “10 reps”"
    assert [item.fit(e).step.dose for e in item.near] == [
        parse_dose("10 reps"),
        parse_dose("10 each side"),
    ]


def test_an_answer_takes_the_place_of_a_line_and_what_is_left_out_is_gone() -> None:
    one = sheet("Bridge 3 x 10", "Clamshell 3 x 10 each side", "Squats x 5")
    answers = {2: step("fire-hydrant", dose="10 each side x 3"), 3: None}
    routine = one.routine("Mine", answers)
    assert routine is not None
    assert [s.exercise for s in routine.exercise_steps] == ["bridge", "fire-hydrant"]
    assert check(routine, prescribed()) == []


def test_a_routine_may_be_read_from_a_sheet_of_names_alone() -> None:
    assert read_as(sheet("Bridge", "Happy baby", "Squats"))[1:] == [
        "happy-baby · its own",
        "deep-squat · its own",
    ]


@pytest.mark.parametrize("heading", ["Morning", "Strength:", "WARM-UP", "## Lying down", "Part 2:"])
def test_headings_are_told_from_exercises(heading: str) -> None:
    one = sheet("# Mine", heading, "Bridge 3 x 10")
    assert one.entries[1].outcome is LineOutcome.HEADING
    assert [s.section for s in one.steps().values()] == [heading.strip("#: ")]


@pytest.mark.parametrize(
    "title", ["Ten-minute morning", "Home exercise programme", "For my back", "Hips - 3x wk"]
)
def test_the_first_line_alone_is_the_title(title: str) -> None:
    assert sheet(title, "", "1. Bridge 3 x 10").title == title


@pytest.mark.parametrize("line", ["Clamshell 3 x 10", "1. Clamshell", "Bridge 3 x 10"])
def test_an_exercise_is_no_title(line: str) -> None:
    one = sheet(line, "", "Squats x 10")
    assert one.title is None
    assert len(one.items) == 2


def test_one_line_adds_to_the_exercise_above_only_what_it_does_not_have() -> None:
    one = sheet("Bridge 3 x 10", "each time, hold 5 s, repeat 10 reps and 12 reps")
    assert one.entries[1].description == "note of line 1; its dose is not read"


def test_rounds_for_the_stiffer_side_are_read() -> None:
    (one,) = (
        sheet("Figure four, lying, 30 s each side, 2 rounds for the stiffer side").steps().values()
    )
    assert (one.stiffer_rounds, one.note) == (2, None)
    (other,) = sheet("Bridge, 10 reps, 2 rounds for the stiffer side").steps().values()
    assert (other.stiffer_rounds, other.note) == (None, "2 rounds for the stiffer side")


def test_how_often_is_a_value_in_the_routine_where_it_can_be_one_and_words_where_not() -> None:
    known = sheet("Bridge 10 reps, 3 days a week").routine("A")
    other = sheet("Bridge 10 reps, morning and evening").routine("B")
    none = sheet("Bridge 10 reps").routine("C")
    assert known is not None
    assert other is not None
    assert none is not None
    assert (str(known.frequency), known.when) == ("3 a week", None)
    assert (other.frequency, other.when) == (None, "morning and evening")
    assert (none.frequency, none.when) == (None, None)
