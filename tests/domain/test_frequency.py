"""How often: words and values, there and back, and what is said of words that do not do."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.dose import ONE, Span
from loosen.domain.frequency import (
    LONGEST_INTERVAL,
    LONGEST_REST,
    MOST,
    Frequency,
    FrequencyText,
    Period,
    parse_frequency,
)
from loosen.domain.value import Invalid, convert, encode
from loosen.text.wording import frequency_words, often_words


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("daily", "every day"),
        ("Every day.", "every day"),
        ("once a day", "every day"),
        ("1 a day", "every day"),
        ("every 1 day", "every day"),
        ("every morning", "every morning"),
        ("once every evening", "every evening"),
        ("weekly", "1 a week"),
        ("every week", "1 a week"),
        ("3 a week", "3 a week"),
        ("3x a week", "3 a week"),
        ("3 days a week", "3 a week"),
        ("three times per week", "3 a week"),
        ("2–3 a week", "2-3 a week"),
        ("two or three times a week", "2-3 a week"),
        ("two-three times a week", "2-3 a week"),
        ("2 to 3 times a week", "2-3 a week"),
        ("3-5 a day", "3-5 a day"),
        ("twice a day", "2 a day"),
        ("every other day", "every other day"),
        ("every second day", "every other day"),
        ("once every 3 days", "every 3 days"),
        ("once or twice a working day", "1-2 a working day"),
        ("once a weekday", "every working day"),
        ("every working-day", "every working day"),
        ("3 a week, not within 48 h of strength", "3 a week, not within 48 h of strength"),
        ("daily, not within 2 days of strength work", "every day, not within 48 h of strength"),
    ],
)
def test_what_people_write_becomes_one_canonical_form(text: str, canonical: str) -> None:
    assert str(parse_frequency(text)) == canonical


@st.composite
def frequencies(draw: st.DrawFn) -> Frequency:
    period = draw(st.sampled_from(Period))
    most = MOST.get(period, 1)
    low = draw(st.integers(1, most))
    times = Span(low, draw(st.integers(low, most)))
    once = times == ONE and period is Period.DAY
    days = draw(st.integers(1, LONGEST_INTERVAL)) if once else 1
    return Frequency(times, period, days, draw(st.integers(0, LONGEST_REST)))


@given(frequencies())
def test_a_canonical_text_reads_back_as_the_same_value(frequency: Frequency) -> None:
    assert parse_frequency(str(frequency)) == frequency


@given(frequencies())
def test_the_words_for_reading_are_understood_too(frequency: Frequency) -> None:
    assert parse_frequency(frequency_words(frequency)) == frequency


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("every mornin", "is not how often; write “every morning”, and other words under “when”"),
        ("3 pr week", "is not how often; write “3 a week”, and other words under “when”"),
        ("after driving", "write for example “every day” or “2-3 a week”, and other words"),
        ("", "is not how often; write for example"),
        ("9 a week", "is no number of times in a week; write a number or a range from 1 to 7"),
        ("3-2 a week", "is no number of times in a week; write a number or a range"),
        ("2 a morning", "is no number of times in a morning; write “every morning”"),
        ("every 0 days", "is too long; write 1 to 31 days"),
        ("every 40 days", "is too long; write 1 to 31 days"),
        ("daily, when it rains", "write “not within 48 h of strength”"),
        ("daily, not within 400 h of strength", "has no such rest; write 1 to 168 h"),
    ],
)
def test_what_is_not_understood_gets_a_form_that_would_do(text: str, said: str) -> None:
    with pytest.raises(ValueError, match="; write ") as caught:
        parse_frequency(text)
    assert str(caught.value).startswith(f"“{text}”")
    assert said in str(caught.value)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert parse_frequency(str(parse_frequency(text))) == parse_frequency(text)


def test_a_file_holds_it_as_text_and_nothing_else() -> None:
    value = convert("daily", FrequencyText)
    assert encode(value) == b'"every day"'
    assert convert(value, FrequencyText) == value
    with pytest.raises(Invalid, match="is not a text"):
        convert(3, FrequencyText)


def test_a_part_of_a_day_comes_once() -> None:
    assert set(Period) - set(MOST) == {"morning", "afternoon", "evening", "night"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 a week", "once a week"),
        ("2 a day", "twice a day"),
        ("1-2 a working day", "once or twice a working day"),
        (
            "2-3 a week, not within 48 h of strength",
            "2–3 times a week, not within 48 h of strength",
        ),
        ("every other day", "every other day"),
    ],
)
def test_it_reads_as_people_say_it(text: str, words: str) -> None:
    assert frequency_words(parse_frequency(text)) == words


def test_how_often_and_when_are_one_phrase() -> None:
    daily = parse_frequency("daily")
    assert often_words(daily, "morning or evening") == "every day, morning or evening"
    assert often_words(daily, None) == "every day"
    assert often_words(None, "after driving") == "after driving"
    assert often_words(None, None) == ""
