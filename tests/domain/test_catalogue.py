from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest
from builders import SOURCE, exercise, small_catalogue
from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Sides, Word
from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise
from loosen.domain.filters import Filter, filter_by
from loosen.domain.search import rank, search_fields

FILTERS: list[tuple[tuple[Word, ...], set[str]]] = [
    ((Area.HIP_FLEXORS,), {"march", "lunge"}),
    ((Area.CORE,), {"march", "bridge"}),
    ((Position.HOOKLYING,), {"bridge", "squeeze"}),
    ((Kind.STRENGTH,), {"bridge", "clam"}),
    ((Kind.MOBILITY,), {"bridge"}),
    ((Equipment.PILLOW,), {"clam", "pigeon", "childs-pose"}),
    ((Equipment.BALL,), {"squeeze"}),
    (
        (Caution.KNEE,),
        {"march", "bridge", "clam", "childs-pose", "squeeze", "pigeon-on-the-back"},
    ),
    ((Level.GENTLE,), {"march", "lunge", "childs-pose", "squeeze"}),
    ((Position.STANDING, Position.KNEELING), {"march", "childs-pose"}),
    ((), {"march", "bridge", "clam", "lunge", "pigeon", "childs-pose", "squeeze"}),
]


def slugs(exercises: Iterable[Exercise]) -> list[str]:
    return [one.slug for one in exercises]


def rank_in(exercise: Exercise, text: str) -> int | None:
    return rank(search_fields(exercise), text)


def matching(text: str, wanted: Filter) -> Filter:
    """What passes a filter and has every word of a search."""
    return lambda one: wanted(one) and rank_in(one, text) is not None


def standing(catalogue: Catalogue, exercise: Exercise, wanted: Iterable[Filter]) -> list[Exercise]:
    """An exercise where all filters want it, otherwise those of its variants that they want."""
    variants = [catalogue[variant.slug] for variant in exercise.variants]
    fitting = [one for one in (exercise, *variants) if all(fits(one) for fits in wanted)]
    return [exercise] if exercise in fitting else fitting


@pytest.mark.parametrize(("words", "expected"), FILTERS)
def test_a_filter_finds_what_its_words_say(
    catalogue: Catalogue, words: tuple[Word, ...], expected: set[str]
) -> None:
    assert set(slugs(catalogue.where(filter_by(words)))) == expected


def test_words_of_different_lists_must_all_hold(catalogue: Catalogue) -> None:
    for first, second in product([words for words, _ in FILTERS], repeat=2):
        if {*map(type, first)}.isdisjoint(map(type, second)):
            apart = (filter_by(first), filter_by(second))
            wanted = [
                one
                for exercise in catalogue.exercises
                for one in standing(catalogue, exercise, apart)
            ]
            assert list(catalogue.where(filter_by((*first, *second)))) == wanted


def test_words_of_one_list_are_alternatives_and_lists_join(catalogue: Catalogue) -> None:
    words: list[Word] = [Position.HOOKLYING, Kind.STRENGTH, Position.SIDE_LYING]
    assert slugs(catalogue.where(filter_by(words))) == ["bridge", "clam"]


def test_every_caution_named_is_avoided(catalogue: Catalogue) -> None:
    wanted = filter_by([Caution.KNEE, Caution.BALANCE])
    found = ["bridge", "clam", "pigeon-on-the-back", "squeeze", "childs-pose"]
    assert slugs(catalogue.where(wanted)) == found


def test_no_words_want_everything_and_strange_words_are_refused(catalogue: Catalogue) -> None:
    assert catalogue.where(filter_by([])) == catalogue.where() == catalogue.exercises
    with pytest.raises(TypeError, match="nothing is filtered"):
        filter_by([Sides.EACH])


FORMS: list[dict[str, Any]] = [
    {"name": "On a bed", "position": "hooklying", "without_cautions": ["floor-transfer"]},
    {"name": "On a chair", "position": "seated-chair", "without_cautions": ["floor-transfer"]},
    {"name": "With a band", "required": ["band"], "steps": ["Wear a loop."]},
]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("", (), ["a", "hug", "z"]),
        ("", (Caution.FLOOR_TRANSFER,), ["a", "hug-0", "hug-1", "z"]),
        ("", (Position.SEATED_CHAIR,), ["hug-1"]),
        ("", (Equipment.BAND,), ["hug-2"]),
        ("", (Caution.FLOOR_TRANSFER, Position.SEATED_CHAIR), ["hug-1"]),
        ("hug", (Caution.FLOOR_TRANSFER,), ["hug-0", "hug-1"]),
        ("chair", (), ["hug"]),
        ("chair", (Caution.FLOOR_TRANSFER,), ["hug-1"]),
        ("loop", (), ["hug-2"]),
    ],
)
def test_where_only_a_variant_fits_it_stands_in_its_exercises_place(
    text: str, words: tuple[Word, ...], found: list[str]
) -> None:
    forms = [
        {"slug": f"hug-{n}", "source": "clinic", "change": "So.", **form}
        for n, form in enumerate(FORMS)
    ]
    hug = exercise("hug", variants=forms, cautions={"ask_first": ["floor-transfer"]})
    catalogue = Catalogue([exercise("a"), hug, exercise("z")])
    wanted = filter_by(words)
    assert slugs(catalogue.search(text, wanted)) == found
    assert slugs(catalogue.where(matching(text, wanted))) == found


def test_a_search_puts_the_start_of_a_name_first_then_name_alias_areas_text() -> None:
    found = [
        exercise("text", name="Zz", summary="Like a swan."),
        exercise("area", name="Yy", areas={"primary": ["hamstrings"], "secondary": ["core"]}),
        exercise("alias", name="Xx", aliases=["swan"]),
        exercise("inside", name="Black swan"),
        exercise("start", name="Swan dive"),
    ]
    order = ["start", "inside", "alias", "text"]
    assert slugs(Catalogue(found).search("SWAN")) == order
    assert [rank_in(one, "swan") for one in found] == [9, None, 3, 1, 0]
    assert rank_in(found[1], "hamstrings") == rank_in(found[1], "Hamstr") == 5
    assert rank_in(found[1], "core") == 7


def test_what_an_area_is_mainly_trained_by_comes_before_what_also_serves_it() -> None:
    found = [
        exercise("also", name="Aa", areas={"primary": ["glutes"], "secondary": ["core"]}),
        exercise("mainly", name="Bb", areas={"primary": ["glutes", "core"]}),
        exercise("called", name="Hard core", areas={"primary": ["glutes"]}),
    ]
    assert slugs(Catalogue(found).search("core")) == ["called", "mainly", "also"]


def test_the_beginning_of_a_word_fits_better_than_its_inside() -> None:
    found = Catalogue(
        [exercise("lift", name="Hip lift"), exercise("flexor", name="Long hip-flexor")]
    )
    assert slugs(found.search("hip f")) == ["flexor", "lift"]
    assert slugs(found.search("hip-f")) == slugs(found.search("f hip")) == ["flexor", "lift"]


def test_a_search_is_as_good_as_its_worst_word_and_needs_them_all(catalogue: Catalogue) -> None:
    pigeon = catalogue["pigeon"]
    assert rank_in(pigeon, "pigeon") == 0
    assert rank_in(pigeon, "pigeon pose") == 1
    assert rank_in(pigeon, "pigeon swan") == 3
    assert rank_in(pigeon, "pigeon rotators") == 5
    assert rank_in(pigeon, "pigeon elephant") is None


def test_a_search_of_records_finds_a_variant_itself(catalogue: Catalogue) -> None:
    assert "figure-four" not in slugs(catalogue.search("figure"))
    assert catalogue.search_records("") == catalogue.records
    assert all(rank_in(one, "four") is not None for one in catalogue.search_records("four"))


def test_a_search_knows_variants_by_name(catalogue: Catalogue) -> None:
    assert slugs(catalogue.search("four")) == ["pigeon"]


def test_equal_fits_stay_in_catalogue_order_and_a_filter_holds(catalogue: Catalogue) -> None:
    assert slugs(catalogue.search("")) == list(catalogue)
    assert slugs(catalogue.search("glutes")) == ["bridge", "pigeon"]
    assert slugs(catalogue.search("glutes", filter_by([Kind.STRENGTH]))) == ["bridge"]


@given(st.sampled_from([row[0] for row in FILTERS]), st.text("abeghiloprsu ", max_size=6))
def test_a_search_finds_just_what_matching_wants(words: tuple[Word, ...], text: str) -> None:
    wanted = filter_by(words)
    catalogue = Catalogue([exercise("bridge"), exercise("lunge", position="half-kneeling")])
    found = catalogue.search(text, wanted)
    assert set(found) == set(catalogue.where(matching(text, wanted)))
    ranks = [rank_in(one, text) or 0 for one in found]
    assert ranks == sorted(ranks)


def test_the_order_is_by_kind_and_then_by_name(catalogue: Catalogue) -> None:
    order = ["march", "bridge", "clam", "lunge", "pigeon", "squeeze", "childs-pose"]
    assert list(catalogue) == order
    assert list(Catalogue(reversed(catalogue.exercises))) == order


def test_variants_are_looked_up_but_not_counted(catalogue: Catalogue) -> None:
    slug = "pigeon-on-the-back"
    assert slug in catalogue
    assert catalogue[slug].variant_of == "pigeon"
    assert slug not in list(catalogue)
    assert len(catalogue) == len(catalogue.exercises) == 7
    assert slugs(catalogue.records) == [*catalogue, slug]


def test_what_is_unknown_is_a_key_error(catalogue: Catalogue) -> None:
    assert "nonsense" not in catalogue
    assert catalogue.get("nonsense") is None
    with pytest.raises(KeyError, match="nonsense"):
        catalogue["nonsense"]


def test_sources_are_known_by_slug(catalogue: Catalogue) -> None:
    assert catalogue.sources == {"clinic": SOURCE}


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("brige", "bridge"),
        (" LUNGE ", "lunge"),
        ("Pigeon pose", "pigeon"),
        ("kneeling lunch", "lunge"),
        ("figure four", "pigeon-on-the-back"),
        ("pigeon-on-back", "pigeon-on-the-back"),
        ("xyzzy", None),
        ("", None),
    ],
)
def test_the_nearest_slug_by_slug_or_name(
    catalogue: Catalogue, written: str, nearest: str | None
) -> None:
    assert catalogue.nearest(written) == nearest


def test_what_is_unlisted_is_found_by_its_slug_alone() -> None:
    shipped = small_catalogue()
    hidden = [shipped["pigeon"], shipped["bridge"]]
    mine = exercise("bridge", name="My bridge")
    catalogue = Catalogue([shipped["clam"], mine], unlisted=hidden)
    assert set(catalogue) == {"clam", "bridge"}
    assert {one.slug for one in catalogue.records} == {"clam", "bridge"}
    assert not catalogue.search("pigeon")
    assert catalogue["bridge"].name == "My bridge", "the listed one has the slug"
    assert catalogue["pigeon"] is shipped["pigeon"]
    assert "pigeon-on-the-back" in catalogue
    assert catalogue.nearest("pigeo") != "pigeon"
