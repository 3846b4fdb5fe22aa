"""A brief in words: what each phrase asks for, and that no word is passed over."""

import pytest

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Side, Surface
from loosen.domain.brief import Brief
from loosen.domain.brief_words import UnreadWords, Wishes, read_wishes
from loosen.domain.catalogue import Catalogue
from loosen.domain.dose import Span


def brief_of(wishes: Wishes, own: Brief | None = None) -> Brief:
    return Brief.from_plain(wishes.applied_to((own or Brief()).fields()))


def read(text: str, catalogue: Catalogue) -> Brief:
    wishes = read_wishes(text, catalogue)
    assert wishes.unread == (), text
    return brief_of(wishes)


def but(*left_out: Position) -> tuple[Position, ...]:
    return tuple(sorted(set(Position) - set(left_out)))


KNEES = (Position.HALF_KNEELING, Position.KNEELING, Position.QUADRUPED)
LYING = (Position.HOOKLYING, Position.SUPINE)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("10 minutes", "seconds", 600),
        ("7:30", "seconds", 450),
        ("7:30 minutes", "seconds", 450),
        ("twelve min", "seconds", 720),
        ("2 and a half minutes", "seconds", 150),
        ("half an hour please", "seconds", 1_800),
        ("a quarter of an hour", "seconds", 900),
        ("1 hour", "seconds", 3_600),
        ("an hour", "seconds", 3_600),
        ("90 seconds", "seconds", 90),
        ("low back and hip flexors twice", "areas", {Area.LOW_BACK: 1, Area.HIP_FLEXORS: 2}),
        ("my lower back", "areas", {Area.LOW_BACK: 1}),
        ("mostly glutes and core", "areas", {Area.GLUTES: 2, Area.CORE: 1}),
        ("front of the hip", "areas", {Area.HIP_FLEXORS: 1}),
        ("hips", "areas", {Area.HIP_JOINT: 1}),
        ("outer hip three times", "areas", {Area.OUTER_HIP: 3}),
        ("chest and shoulders", "areas", {Area.SHOULDERS_CHEST: 1}),
        ("SI joints", "areas", {Area.PELVIS_SI: 1}),
        ("knee", "avoid", (Caution.KNEE,)),
        ("kind to my knees and sore wrist", "avoid", (Caution.KNEE, Caution.WRIST)),
        ("I am pregnant", "avoid", (Caution.PREGNANCY,)),
        ("a new hip", "avoid", (Caution.HIP_REPLACEMENT,)),
        ("no kneeling", "positions", but(*KNEES)),
        ("on my back", "positions", LYING),
        ("standing or in a chair", "positions", (Position.SEATED_CHAIR, Position.STANDING)),
        ("no floor", "positions", (Position.SEATED_CHAIR, Position.STANDING)),
        ("in bed", "surface", Surface.BED),
        ("gentle", "level", Level.GENTLE),
        ("at most moderate", "level", Level.MODERATE),
        ("3-4 strength", "kinds", {Kind.STRENGTH: Span(3, 4)}),
        ("no stretching", "kinds", {Kind.STATIC_STRETCH: Span(0, 0)}),
        ("at least two stretches", "kinds", {Kind.STATIC_STRETCH: Span(2, 60)}),
        ("some strength", "kinds", {Kind.STRENGTH: Span(1, 60)}),
        ("at most 6 exercises", "steps", Span(0, 6)),
        ("4 to 6 exercises", "steps", Span(4, 6)),
        ("end quietly", "end_quiet", True),
        ("any start", "start_moving", False),
        ("nothing imported", "ours_only", True),
        ("the left side is stiffer", "stiffer", Side.LEFT),
        ("stiffer on the right", "stiffer", Side.RIGHT),
        ("with bridge", "include", ("bridge",)),
        ("Kneeling lunge", "include", ("lunge",)),
        ("no bridge", "exclude", ("bridge",)),
    ],
)
def test_each_phrase_asks_for_one_thing(
    catalogue: Catalogue, text: str, field: str, value: object
) -> None:
    brief = read(text, catalogue)
    assert getattr(brief, field) == value
    defaults = Brief()
    others = {key for key in Brief.__struct_fields__ if key != field}
    assert all(getattr(brief, key) == getattr(defaults, key) for key in others)


def test_a_no_goes_on_behind_or(catalogue: Catalogue) -> None:
    brief = read("no band or ball, with a belt", catalogue)
    assert {Equipment.BAND, Equipment.BALL} == set(Equipment) - set(brief.equipment)
    assert set(read("no equipment", catalogue).equipment) == set()


def test_what_was_understood_is_said_back(catalogue: Catalogue) -> None:
    text = "10 minutes, low back and hip flexors twice, no band, knee, end quiet"
    assert read_wishes(text, catalogue).understood == (
        "10 minutes",
        "low back",
        "hip flexors, twice",
        "no band",
        "mind: knee",
        "end quietly",
    )


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("10 minutes, flurb", UnreadWords("flurb")),
        ("flurb my low back", UnreadWords("flurb")),
        ("no low back", UnreadWords("no")),
        ("kneepads", UnreadWords("kneepads")),
        ("less than 10 minutes", UnreadWords("less than")),
        ("0 minutes", UnreadWords("0 minutes", "the time is from 1 to 120 minutes")),
        ("5 minutes, 6 minutes", UnreadWords("6 minutes", "this was said otherwise before")),
        ("gentle, demanding", UnreadWords("demanding", "this was said otherwise before")),
        ("glutes, glutes twice", UnreadWords("glutes twice", "this area was said before")),
        (
            "4-3 strength",
            UnreadWords("4-3 strength", "the first number is larger than the second"),
        ),
    ],
)
def test_what_is_not_understood_is_returned_and_never_guessed(
    catalogue: Catalogue, text: str, unread: UnreadWords
) -> None:
    assert read_wishes(text, catalogue).unread == (unread,)


@pytest.mark.parametrize("text", ["", " , ;", "please", "10" * 5_000, "no " * 3_000, "(?:["])
def test_any_text_is_read_to_its_end(catalogue: Catalogue, text: str) -> None:
    assert read_wishes(text, catalogue).values == {}


def test_words_go_on_top_of_what_is_known_of_a_person(catalogue: Catalogue) -> None:
    own = Brief(avoid=(Caution.WRIST,), equipment=(Equipment.MAT,), include=("clam",), seconds=300)
    wishes = read_wishes("knee, with a band, with bridge, 5 minutes, gentle", catalogue)
    brief = brief_of(wishes, own)
    assert brief.avoid == (Caution.KNEE, Caution.WRIST)
    assert brief.equipment == (Equipment.BAND, Equipment.MAT)
    assert brief.include == ("bridge", "clam")
    assert (brief.seconds, brief.level) == (300, Level.GENTLE)


def test_what_was_given_otherwise_stays(catalogue: Catalogue) -> None:
    wishes = read_wishes("6 minutes, gentle, knee", catalogue)
    fields = wishes.applied_to(Brief(seconds=300).fields(), kept={"seconds"})
    assert (fields["seconds"], fields["level"], fields["avoid"]) == (
        300,
        Level.GENTLE,
        (Caution.KNEE,),
    )


def test_an_answer_adds_to_what_was_understood(catalogue: Catalogue) -> None:
    wishes = read_wishes("5 minutes, flurb, glutes", catalogue)
    more = wishes.followed_by(read_wishes("low back, 6 minutes", catalogue), ())
    brief = brief_of(more)
    assert (brief.seconds, set(brief.areas)) == (360, {Area.GLUTES, Area.LOW_BACK})
    assert more.unread == ()


def test_no_words_ask_for_nothing() -> None:
    assert brief_of(Wishes()) == Brief()
