"""A brief as a value and as a table, and what its filters let through."""

import tomllib

import pytest
import tomli_w
from random_briefs import some_brief, some_catalogue

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position
from loosen.domain.brief import CALL_FOR_GENTLENESS
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer import Brief
from loosen.domain.composer.limits import Avoided, Excluded, Limit, Never, Rule
from loosen.domain.composer.problem import Item, candidates, item_of, precedence, removed_by
from loosen.domain.dose import Span
from loosen.domain.exercise import Exercise
from loosen.domain.value import Invalid


@pytest.mark.parametrize("number", range(30))
def test_goes_through_a_file_and_back(number: int) -> None:
    brief = some_brief(some_catalogue(20, 1), number)
    whole = brief.to_plain(defaults=False)
    assert Brief.from_plain(tomllib.loads(tomli_w.dumps(whole))) == brief
    assert Brief.from_plain(tomllib.loads(tomli_w.dumps(brief.to_table()))) == brief.request


def test_the_order_in_which_a_choice_is_given_does_not_matter() -> None:
    one = {"positions": (Position.SUPINE, Position.PLANK), "avoid": [Caution.KNEE, Caution.KNEE]}
    two = {"positions": {Position.PLANK, Position.SUPINE}, "avoid": (Caution.KNEE,)}
    assert Brief.from_plain(one) == Brief.from_plain(two)


def test_numbers_are_written_as_people_do() -> None:
    brief = Brief.from_plain({"steps": 4, "kinds": {"strength": "0-2"}})
    assert brief.steps == Span(4, 4)
    assert brief.kinds == {Kind.STRENGTH: Span(0, 2)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"steps": "4-3"},
        {"steps": "many"},
        {"steps": 61},
        {"seconds": 59},
        {"areas": {"low-back": 4}},
        {"floors": {"low-back": 50}},
        {"include": ["pigeon"], "never": ["pigeon"]},
        {"colour": "red"},
        {"positions": "supine"},
    ],
)
def test_what_makes_no_sense_is_an_error(wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        Brief.from_plain(wrong)


@pytest.mark.parametrize(
    ("brief", "slug", "limit"),
    [
        (Brief(never=("bridge",)), "bridge", Never("bridge")),
        (Brief(exclude=("bridge",)), "bridge", Excluded("bridge")),
        (Brief(level=Level.GENTLE), "bridge", Rule.LEVEL),
        (Brief(positions=(Position.SUPINE,)), "bridge", Rule.POSITIONS),
        (Brief(equipment=(Equipment.PILLOW,)), "clam", Rule.EQUIPMENT),
        (Brief(avoid=(Caution.BALANCE,)), "march", Avoided(Caution.BALANCE)),
        (Brief(), "bridge", None),
    ],
)
def test_what_removes_an_exercise_is_named(
    catalogue: Catalogue, brief: Brief, slug: str, limit: Limit | None
) -> None:
    assert removed_by(catalogue[slug], brief) == limit


def slugs(catalogue: Catalogue, brief: Brief) -> set[str]:
    return {exercise.slug for exercise in candidates(catalogue, brief)}


def test_a_variant_stands_in_only_where_its_parent_does_not_pass(catalogue: Catalogue) -> None:
    assert {"pigeon"} == slugs(catalogue, Brief()) & {"pigeon", "pigeon-on-the-back"}
    without_knees = slugs(catalogue, Brief(avoid=(Caution.KNEE,)))
    assert {"pigeon-on-the-back"} == without_knees & {"pigeon", "pigeon-on-the-back"}
    assert not {"pigeon", "pigeon-on-the-back"} & slugs(catalogue, Brief(never=("pigeon",)))


def test_a_variant_asked_for_by_name_takes_its_parents_place(catalogue: Catalogue) -> None:
    both = {"pigeon", "pigeon-on-the-back"}
    one = Brief(include=("pigeon-on-the-back",))
    assert slugs(catalogue, one) & both == {"pigeon-on-the-back"}
    assert slugs(catalogue, Brief(include=tuple(both))) & both == both


def test_an_area_keeps_the_order_of_the_body() -> None:
    brief = Brief(areas={Area.LOW_BACK: 1, Area.GLUTES: 2})
    assert brief.ordered_areas == (Area.GLUTES, Area.LOW_BACK)


def test_links_that_go_round_in_a_circle_lose_the_last(catalogue: Catalogue) -> None:
    a, b, c = (
        catalogue["lunge"].copy_with(slug=slug, before=(then,))
        for slug, then in (("a", "b"), ("b", "c"), ("c", "a"))
    )
    apart, links = precedence([phased(a, 3), phased(b, 3), phased(c, 3)])
    assert apart == ()
    assert links == ((0, 1), (1, 2))


def phased(exercise: Exercise, phase: int) -> Item:
    return item_of(exercise, Brief(), ()).copy_with(phase=phase)


def test_a_pair_against_the_order_of_phases_is_kept_apart(catalogue: Catalogue) -> None:
    late = catalogue["lunge"].copy_with(before=("march",))
    march, lunge = catalogue["march"], catalogue["lunge"]
    assert precedence([phased(march, 0), phased(late, 3)]) == (((1, 0),), ())
    early = march.copy_with(before=("lunge",))
    assert precedence([phased(early, 0), phased(lunge, 3)]) == ((), ((0, 1),))


@pytest.mark.parametrize("caution", [*CALL_FOR_GENTLENESS])
def test_a_caution_that_calls_for_it_makes_the_level_gentle_unless_one_is_said(
    caution: Caution,
) -> None:
    assert Brief().highest_level is Level.DEMANDING
    assert Brief(avoid=(Caution.KNEE,)).highest_level is Level.DEMANDING
    assert Brief(avoid=(caution,)).highest_level is Level.GENTLE
    assert Brief(avoid=(caution,), level=Level.MODERATE).highest_level is Level.MODERATE
