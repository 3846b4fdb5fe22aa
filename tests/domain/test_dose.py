import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loosen.domain.body import Sides
from loosen.domain.dose import (
    LONGEST_SECONDS,
    MOST_COUNT,
    MOST_SETS,
    ONE,
    Amount,
    Breaths,
    Dose,
    DoseError,
    Hold,
    Reps,
    Span,
    Timed,
    Work,
    exactly,
    parse_dose,
    work_of,
)
from loosen.domain.pace import Pace


def spans(most: int) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(1, most), st.integers(1, most))
    return st.one_of(st.integers(1, most).map(exactly), ends.map(lambda e: Span(min(e), max(e))))


AMOUNTS: st.SearchStrategy[Amount] = st.one_of(
    st.builds(Reps, spans(MOST_COUNT), st.booleans()),
    st.builds(Hold, spans(LONGEST_SECONDS)),
    st.builds(Timed, spans(LONGEST_SECONDS)),
    st.builds(Breaths, spans(MOST_COUNT)),
)
DOSES = st.builds(Dose, AMOUNTS, spans(MOST_SETS) | st.just(ONE), st.sampled_from(Sides))


@settings(max_examples=200)
@given(DOSES)
def test_reading_a_dose_as_written_gives_the_same_dose_and_text(dose: Dose) -> None:
    assert parse_dose(str(dose)) == dose
    assert str(parse_dose(str(dose))) == str(dose)


PARTS = st.sampled_from([
    "3", "10", "0", "12-10", "10-12", "9999", "0000010", " ", " x ", "x", "-", "٣", "min", " s", " reps",
    " breaths", " each way", " each side", " moving", ", alternating",
])  # fmt: skip


@settings(max_examples=400)
@given(DOSES.map(str) | st.lists(PARTS, max_size=7).map("".join))
def test_a_canonical_text_is_read_as_the_whole_grammar_reads_it(text: str) -> None:
    def read(spelled: str) -> Dose | str:
        try:
            return parse_dose(spelled)
        except DoseError as error:
            return str(error)

    assert read(text) == read(f"{text} ")  # a space at the end is not canonical


@given(DOSES, st.data())
def test_liberal_spellings_read_as_the_canonical_one(dose: Dose, data: st.DataObject) -> None:
    text = str(dose)
    for canonical, spellings in (
        (" x ", [" x ", " × ", "x ", "  X  "]),
        (" s", [" s", "s", " sec", " seconds", " SECS"]),
        (" reps", [" reps", "reps", " repetitions", " times"]),
        (" breaths", [" breaths", " breath"]),
        (
            " each side",
            [" each side", " per side", " a side", "/side", " every leg", "  each  side"],
        ),
        (" each way", [" each way", " per direction"]),
        ("-", ["-", "–", " - "]),
        (", alternating", [", alternating", " alternating", ", alternate", ",alternately"]),
    ):
        spelled = data.draw(st.sampled_from(spellings))
        if canonical == " s":
            text = text.replace(" s ", f"{spelled} ").replace(" s,", f"{spelled},")
            text = text.removesuffix(" s") + spelled if text.endswith(" s") else text
        else:
            text = text.replace(canonical, spelled)
    assert parse_dose(f" {text} ") == dose


@pytest.mark.parametrize(
    ("spelled", "canonical"),
    [
        ("3×10 sec per side", "3 x 10 s each side"),
        ("3 sets of 10 reps", "10 reps x 3"),
        ("10 reps x 3 sets", "10 reps x 3"),
        ("10 repsx3", "10 reps x 3"),
        ("10 each sidex 2", "10 each side x 2"),
        ("1 min", "60 s"),
        ("1-2 minutes each side", "60-120 s each side"),
        ("60 min", "3600 s"),
        ("12 steps each way", "12 each way"),
        ("10/leg", "10 each side"),
        ("30 s moving per leg", "30 s moving each side"),
        ("1 breath", "1 breaths"),
    ],
)
def test_what_people_write_is_understood(spelled: str, canonical: str) -> None:
    assert str(parse_dose(spelled)) == canonical


@pytest.mark.parametrize(
    ("text", "part", "instead"),
    [
        ("", "", "for example"),
        ("   ", "", "for example"),
        ("ten reps", "ten", "a number first"),
        ("-5 reps", "-5", "a number first"),
        ("10", "10", "10 reps"),
        ("3 x 10", "10", "10 s"),
        ("10 mangos", "mangos", "for example"),
        ("10 repz", "repz", "for example"),
        ("10 each sides", "each sides", "for example"),
        ("10 reps x 3 setz", "setz", "for example"),
        ("30 s each sidd", "each sidd", "for example"),
        ("30 s each side twice", "twice", "for example"),
        ("10 reps x 3 x 2", "x 2", "for example"),
        ("1000000 reps", "1000000 reps", "for example"),
        ("0 reps", "0", "from 1 to 500"),
        ("501 breaths", "501", "from 1 to 500"),
        ("3601 s", "3601", "from 1 to 3600"),
        ("61 min", "61", "from 1 to 60"),
        ("5000 min", "5000", "from 1 to 60"),
        ("10 reps x 21", "21", "from 1 to 20"),
        ("0 x 30 s", "0", "from 1 to 20"),
        ("12-10 reps", "12-10", "10-12"),
        ("3 x 10 reps x 2", "x 2", "once"),
        ("10 reps moving", "moving", "30 s moving"),
        ("8 breaths moving", "moving", "30 s moving"),
        ("30 s each way", "each way", "10 each way"),
        ("10 reps, alternating", "alternating", "5 each side, alternating"),
    ],
)
def test_a_bad_dose_names_the_part_and_a_form_that_would_do(
    text: str, part: str, instead: str
) -> None:
    with pytest.raises(DoseError) as caught:
        parse_dose(text)
    assert caught.value.part == part
    assert instead in caught.value.instead
    assert f"“{part}”" in str(caught.value)
    assert caught.value.instead in str(caught.value)


@settings(max_examples=200)
@given(DOSES.map(str), st.text("0 -x,/segacht", min_size=1, max_size=6), st.integers(0, 40))
def test_any_other_text_is_a_dose_error_that_names_a_part_of_it(
    text: str, slip: str, place: int
) -> None:
    slipped = text[:place] + slip + text[place:]
    outcome = read(slipped)
    if isinstance(outcome, DoseError):
        assert outcome.part in " ".join(slipped.split())
        assert outcome.instead
    else:
        assert parse_dose(str(outcome)) == outcome


def read(text: str) -> Dose | DoseError:
    try:
        return parse_dose(text)
    except DoseError as error:
        return error


@given(DOSES)
def test_work_lasts_as_long_as_its_beats_at_the_low_end(dose: Dose) -> None:
    work = work_of(dose, 2.5, Pace())
    assert work.seconds > 0
    if work.beats:
        assert work.beats * work.beat_seconds <= work.seconds < work.beats * work.beat_seconds + 1


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("30-60 s each side", Work(30)),
        ("3 x 10 s each side, alternating", Work(10)),
        ("45 s moving", Work(45)),
        ("7-8 breaths", Work(42, 7, 6.0)),
        ("10-12 reps", Work(30, 10, 3.0)),
        ("10 each way", Work(60, 20, 3.0)),
        ("5 each side, alternating", Work(30, 10, 3.0)),
        ("5 each side", Work(15, 5, 3.0)),
    ],
)
def test_one_set_on_one_side_as_work(text: str, work: Work) -> None:
    assert work_of(parse_dose(text), 3.0, Pace()) == work


def test_repetitions_without_a_tempo_take_four_seconds() -> None:
    assert work_of(parse_dose("10 reps"), None, Pace()) == Work(40, 10, 4.0)
