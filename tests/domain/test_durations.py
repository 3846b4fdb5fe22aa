"""A duration is read whole, however many numbers it has; what cannot be is asked about."""

from collections.abc import Callable

import pytest
from builders import small_catalogue
from hypothesis import given, settings
from hypothesis import strategies as st

from loosen.domain.dose import Dose, DoseError, Hold, Span, exactly, parse_dose
from loosen.domain.durations import in_seconds
from loosen.domain.sheets.amounts import SHORTEST_HOLD
from loosen.domain.sheets.placement import read_sheet
from loosen.domain.sheets.sheet import LineOutcome, SheetEntry

CATALOGUE = small_catalogue()
Form = Callable[[int, int], str | None]
FORMS: dict[str, Form] = {
    "90 s": lambda m, s: f"{m * 60 + s} s",
    "90 seconds": lambda m, s: f"{m * 60 + s} seconds",
    "1:30 min": lambda m, s: f"{m}:{s:02} min",
    "01:30 minutes": lambda m, s: f"{m:02}:{s:02} minutes",
    "1 min 30": lambda m, s: f"{m} min {s:02}",
    "1 min 30 s": lambda m, s: f"{m} min {s} s",
    "1 minute and 30 seconds": lambda m, s: f"{m} minute and {s} seconds",
    "1m30s": lambda m, s: f"{m}m{s}s",
    "1'30\"": lambda m, s: f"{m}'{s}\"",
    "1.5 min": lambda m, s: f"{m + s / 60:g} min" if s % 15 == 0 else None,
    "1,5 min": lambda m, s: f"{m + s / 60:g} min".replace(".", ",") if s % 15 == 0 else None,
    ".5 min": lambda m, s: ".5 min" if (m, s) == (0, 30) else None,
    "1½ min": lambda m, s: f"{m or ''}½ min" if s == 30 else None,
    "1 1/2 minutes": lambda m, s: f"{m or ''} 1/2 minutes".strip() if s == 30 else None,
    "2 and a half minutes": lambda m, s: f"{m} and a half minutes" if m and s == 30 else None,
    "2 min": lambda m, s: f"{m} min" if m and not s else None,
}
"""Ways to write minutes and seconds; None where a form cannot say them. One more is one more line."""
TIMES = st.integers(1, 3_599).map(lambda seconds: divmod(seconds, 60)) | st.sampled_from(
    [(0, 30), (1, 30), (2, 0), (0, 45), (1, 15), (2, 30)]
)


def placed(line: str) -> SheetEntry:
    (entry,) = read_sheet(f"- {line}", CATALOGUE).entries
    return entry


def dose_in(line: str) -> Dose | None:
    item = placed(line).item
    assert item is not None
    assert item.exercise is not None
    return item.request.amounts.dose


@settings(max_examples=400)
@given(TIMES, st.sampled_from(list(FORMS)), st.integers(1, 5))
def test_a_duration_in_any_form_is_read_whole_in_files_and_in_sheets(
    time: tuple[int, int], form: str, sets: int
) -> None:
    text = FORMS[form](*time)
    if text is None:
        return
    hold = Hold(exactly(time[0] * 60 + time[1]))
    assert parse_dose(text) == Dose(hold)
    assert parse_dose(f"{sets} x {text}").sets == exactly(sets)
    assert parse_dose(f"{sets} x {text}").amount == hold
    assert dose_in(f"Bridge {text}") == Dose(hold)
    if hold.seconds.low >= SHORTEST_HOLD:
        whole = parse_dose(f"{sets} x {hold.seconds} s each side")
        assert dose_in(f"Clam, {sets} x {text}, each side") == whole


@settings(max_examples=200)
@given(TIMES, TIMES, st.sampled_from(list(FORMS)))
def test_a_range_of_durations_is_read_whole(
    one: tuple[int, int], other: tuple[int, int], form: str
) -> None:
    low, high = sorted((one, other))
    texts = FORMS[form](*low), FORMS[form](*high)
    if low != high and None not in texts:
        span = Span(low[0] * 60 + low[1], high[0] * 60 + high[1])
        assert parse_dose(
            f"{texts[0]} to {texts[1]}" if "to" in form else " - ".join(map(str, texts))
        )
        assert dose_in(f"Bridge {texts[0]} to {texts[1]}") == Dose(Hold(span))


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("1:30 min", "90 s"),
        ("0:45 min", "45 s"),
        ("1 min 30", "90 s"),
        ("2:00 min", "120 s"),
        ("3 x 0:30 min", "3 x 30 s"),
        ("0.5 min", "30 s"),
        (".5 min", "30 s"),
        ("1:30", "90 s"),
        ("2 x 1:30 each side", "2 x 90 s each side"),
        ("0.5-1 min", "30-60 s"),
        ("½-1 min", "30-60 s"),
        ("30 s to 1 min", "30-60 s"),
        ("1:30-2:00 min", "90-120 s"),
        ("1.5 min moving", "90 s moving"),
    ],
)
def test_in_files(text: str, canonical: str) -> None:
    assert str(parse_dose(text)) == canonical


@pytest.mark.parametrize(
    "text", ["0:90 min", "1:05:00", "0.33 min", "30.5 s", "1 min 0x5", "61:00"]
)
def test_what_is_no_whole_number_of_seconds_is_no_dose(text: str) -> None:
    with pytest.raises(DoseError):
        parse_dose(text)
    entry = placed(f"Bridge {text}")
    assert entry.outcome is LineOutcome.ASKED or "no dose is read" in " ".join(entry.remarks)


@pytest.mark.parametrize(
    ("line", "canonical"),
    [
        ("Bridge - hold 1:30", "90 s"),
        ("Bridge hold for 1:30, 3 times", "3 x 90 s"),
        ("Bridge 3x1:30", "3 x 90 s"),
        ("Bridge for 1:30", "90 s"),
        ("Bridge up to 1:30 min", "90 s"),
        ("1:30 min bridge", "90 s"),
    ],
)
def test_in_sheets(line: str, canonical: str) -> None:
    assert str(dose_in(line)) == canonical


def test_a_column_of_times_is_read() -> None:
    entry = read_sheet("Exercise  Sets  Hold\nBridge  3  1:30\n", CATALOGUE).entries[1]
    assert entry.item is not None
    assert str(entry.item.request.amounts.dose) == "3 x 90 s"


@pytest.mark.parametrize("line", ["Bridge at 7:30", "Bridge 7:30 am", "Bridge, mornings 7:30"])
def test_a_time_of_day_is_no_duration(line: str) -> None:
    entry = placed(line)
    assert entry.item is not None
    assert entry.item.request.amounts.dose is None
    assert entry.outcome is LineOutcome.ASKED or any(
        "no dose is read" in one for one in entry.remarks
    )


def test_a_pause_is_read_whole() -> None:
    item = placed("Bridge 10 reps, rest 1:30 min").item
    assert item is not None
    assert item.request.amounts.rest == 90


@pytest.mark.parametrize("line", ["Bridge 10 reps 30", "Bridge 30 s, 7", "Bridge 2 x 10 reps, 45"])
def test_a_number_that_the_dose_does_not_take_up_is_told(line: str) -> None:
    entry = placed(line)
    assert entry.outcome is LineOutcome.ASKED or any(
        "is not read" in told for told in entry.remarks
    )


@given(st.text(alphabet="0123456789:.,½ 'minsxa-to\"", max_size=30))
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(in_seconds(text, alone=False, keep_length=True)) == len(text)
