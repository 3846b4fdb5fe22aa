from datetime import UTC, datetime

import pytest
from builders import SOURCE, exercise, step, timeline

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Side, Surface
from loosen.domain.dose import parse_dose
from loosen.domain.exercise import Areas, Kit, Source
from loosen.domain.timeline import Segment, SegmentKind, TimelineStep
from loosen.text import wording


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(-1, "0:00"), (0, "0:00"), (59.9, "0:59"), (60, "1:00"), (3_599, "59:59"), (3_661, "1:01:01")],
)
def test_a_duration_reads_as_minutes_and_seconds(seconds: float, words: str) -> None:
    assert wording.clock_words(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0"), (0.001, "<1"), (29.999, "<1"), (30, "1"), (90, "2")]
)
def test_minutes_are_whole_and_never_none_where_there_is_something(
    seconds: float, words: str
) -> None:
    assert wording.minutes_words(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "under a minute"),
        (44, "under a minute"),
        (45, "about 1 min"),
        (470, "about 8 min"),
        (3_600, "about 1 h"),
        (3_700, "about 1 h 2 min"),
    ],
)
def test_a_duration_reads_as_people_say_it(seconds: float, words: str) -> None:
    assert wording.about_words(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "just now"),
        (59.9, "just now"),
        (60, "1 min ago"),
        (3_599, "59 min ago"),
        (7_200, "2 h ago"),
        (86_400, "1 day ago"),
        (300_000, "3 days ago"),
    ],
)
def test_the_past_reads_as_people_say_it(seconds: float, words: str) -> None:
    assert wording.ago_words(seconds) == words


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ("10 reps", "10 reps"),
        ("1 reps", "1 rep"),
        ("10-12 reps x 3", "10–12 reps × 3"),
        ("15 each side", "15 a side"),
        ("10-12 each side x 3", "10–12 a side × 3"),
        ("5 each side, alternating", "5 a side, taking turns"),
        ("10 each way", "10 each way"),
        ("10 each way each side", "10 each way, each side"),
        ("30 s", "30 s"),
        ("30-60 s each side", "30–60 s a side"),
        ("3 x 10 s each side, alternating", "3 × 10 s a side, taking turns"),
        ("30 s moving each side", "30 s moving a side"),
        ("2 x 7-8 breaths", "2 × 7–8 breaths"),
        ("1 breath", "1 breath"),
    ],
)
def test_a_dose_reads_in_words(dose: str, words: str) -> None:
    assert wording.dose_words(parse_dose(dose)) == words


def test_numbers_have_their_noun() -> None:
    assert wording.count_words(1, "exercise") == "1 exercise"
    assert wording.count_words(2, "exercise") == "2 exercises"
    assert wording.count_words(2, "cue", "cues in all") == "2 cues in all"


def test_areas_are_joined_the_most_important_first() -> None:
    areas = Areas.from_plain({"primary": ["outer-hip", "glutes"], "secondary": ["low-back"]})
    assert wording.areas_words(areas) == "outer hip · glutes · low back"
    assert wording.areas_words(areas, primary_only=True) == "outer hip · glutes"


@pytest.mark.parametrize(
    ("required", "optional", "words"),
    [
        ([], [], "nothing"),
        (["band"], [], "band"),
        ([], ["mat"], "nothing; mat if you like"),
        (["band", "chair"], ["mat"], "band · chair; mat if you like"),
    ],
)
def test_equipment_says_what_is_needed_and_what_is_nice(
    required: list[Equipment], optional: list[Equipment], words: str
) -> None:
    kit = Kit.from_plain({"required": required, "optional": optional})
    assert wording.equipment_words(kit) == words


def test_every_position_and_kind_has_short_words() -> None:
    assert wording.position_words(Position.STANDING) == "standing"
    assert max(len(wording.position_words(position)) for position in Position) <= 18
    assert len({wording.position_words(position) for position in Position}) == len(Position)
    assert Kind.STATIC_STRETCH.short == "stretch"
    assert len({kind.short for kind in Kind}) == len(Kind)


def test_surfaces_read_as_a_choice() -> None:
    assert wording.surfaces_words([Surface.FLOOR, Surface.MAT]) == "on the floor or a mat"
    assert wording.surfaces_words([Surface.BED]) == "on a bed"
    three = [Surface.FLOOR, Surface.MAT, Surface.BED]
    assert wording.surfaces_words(three) == "on the floor, a mat or a bed"
    assert wording.surfaces_words(three, ["", "", "◦ "]) == "on the floor, a mat or ◦ a bed"


def test_a_source_is_named_with_its_author_where_there_is_one() -> None:
    assert wording.source_line(SOURCE) == "Ten for the hip · The Clinic"
    written = Source.from_plain({**SOURCE.to_plain(), "author": "A. Person"})
    assert wording.source_line(written) == "Ten for the hip, by A. Person · The Clinic"


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "yesterday"), (2, "2 days ago"), (13, "13 days ago"), (30, "4 weeks ago")],
)
def test_days_ago_are_days_of_the_calendar(days: int, words: str) -> None:
    assert wording.days_ago_words(days) == words


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (datetime(2026, 5, 4, 17, tzinfo=UTC), "from 17:00"),
        (datetime(2026, 5, 5, tzinfo=UTC), "from tomorrow"),
        (datetime(2026, 5, 8, tzinfo=UTC), "from Friday"),
        (datetime(2026, 5, 30, tzinfo=UTC), "from 2026-05-30"),
    ],
)
def test_from_when_on_is_as_near_as_people_say_it(until: datetime, words: str) -> None:
    assert wording.from_words(until, datetime(2026, 5, 4, 9, tzinfo=UTC)) == words


def test_a_session_reads_as_phases() -> None:
    plan = timeline("march", "pigeon", "childs-pose", step("bridge", dose="5 reps x 2"))
    words = [wording.segment_words(s, plan.steps[s.step]) for s in plan.segments]
    assert words == [
        *("get ready", "move"),
        *("change position", "get ready", "hold", "switch to the left side", "hold"),
        *("change position", "get ready", "breathe"),
        *("change position", "get ready", "move", "rest", "move"),
    ]


def test_a_switch_without_a_side_names_none() -> None:
    shown = TimelineStep(exercise("a"), parse_dose("30 s"))
    assert wording.segment_words(Segment(SegmentKind.SWITCH, 5, 0), shown) == "switch sides"


def test_rounds_are_counted_where_there_are_several() -> None:
    assert wording.round_words(Segment(SegmentKind.WORK, 30, 0)) == ""
    second = Segment(SegmentKind.WORK, 30, 0, set_number=2, sets=3)
    assert wording.round_words(second) == "round 2 of 3"
    again = Segment(SegmentKind.WORK, 30, 0, Side.LEFT, 3, 3, again=True)
    assert wording.round_words(again) == "round 3, once more"


@pytest.mark.parametrize(
    ("areas", "words"),
    [
        ((), "About 10 min for the hips and the low back, put together to your wishes."),
        ((Area.CORE,), "About 10 min for the core, put together to your wishes."),
        (
            (Area.LOW_BACK, Area.PELVIS_SI, Area.CORE),
            "About 10 min for the low back, the SI joints and the core, put together to your wishes.",
        ),
    ],
)
def test_what_a_composed_routine_is_for_is_a_sentence(areas: tuple[Area, ...], words: str) -> None:
    assert wording.composed_summary(600, areas) == words


@pytest.mark.parametrize(
    ("publisher", "name"),
    [
        ("wikiHow", "wikiHow"),
        ("PaleoHacks (blog)", "PaleoHacks"),
        ("Upright Posture Fitness Studio, Hudson (blog)", "Upright Posture Fitness Studio"),
    ],
)
def test_a_source_has_a_short_name(publisher: str, name: str) -> None:
    assert wording.source_name(Source(slug="a", code="A", title="T", publisher=publisher)) == name


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (40, "glutes · outer hip · core"),
        (19, "glutes · outer hip…"),
        (18, "glutes…"),
        (3, "glutes…"),
    ],
)
def test_areas_are_left_out_whole_where_they_do_not_fit(width: int, words: str) -> None:
    assert wording.fitting_areas_words((Area.GLUTES, Area.OUTER_HIP, Area.CORE), width) == words


def test_filters_read_as_a_choice_and_cautions_as_a_list() -> None:
    words = (Area.CORE, Area.GLUTES, Kind.STATIC_STRETCH, Equipment.BALL, Level.GENTLE)
    words_of_cautions = (Caution.KNEE, Caution.WRIST)
    assert wording.filters_words((*words, *words_of_cautions)) == (
        "core or glutes · stretch · with ball · at most gentle · no knee, no wrist"
    )
    assert wording.filters_words(()) == ""
