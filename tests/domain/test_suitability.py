"""What is unknown of an exercise keeps within no limit that asks for it, in filters and in composing."""

from typing import Any

import pytest
from builders import exercise, routine, small_catalogue, step
from plan_checker import faults, passes
from random_briefs import some_brief, some_catalogue

from loosen.domain.body import Caution, Equipment, Level, Position
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer import Brief, NoPlan, compose
from loosen.domain.composer.limits import Avoided, Limit, Required, Rule
from loosen.domain.composer.problem import removed_by
from loosen.domain.exercise import Exercise, Origin
from loosen.domain.filters import filter_by
from loosen.domain.pace import Pace, seconds_between
from loosen.domain.routine import check
from loosen.domain.timeline import SegmentKind, get_ready_seconds, unroll
from loosen.text.brief_form import brief_form
from loosen.text.exercise_page import page_of, unknown_facts
from loosen.text.wording import equipment_words, name_words, position_words, surfaces_words

ATTRIBUTION = {
    "source": "other-set",
    "id": "7",
    "licence": "CC BY 4.0",
    "licence_address": "https://example.org/by",
    "address": "https://example.org/7",
}
UNKNOWN: dict[str, Any] = {
    "position": None,
    "surfaces": None,
    "sides": None,
    "level": None,
    "feel": None,
    "breathing": None,
    "equipment": None,
    "cautions": None,
}


def foreign(slug: str = "set.one", **changes: Any) -> Exercise:
    values: dict[str, Any] = {
        "family": "one",
        "origin": "imported",
        "attribution": ATTRIBUTION,
        "dose": "30 s",
    }
    return exercise(slug, **{**values, **UNKNOWN, **changes})


def test_no_filter_that_asks_for_it_lets_the_unknown_through() -> None:
    one = foreign()
    assert not any(
        filter_by([word])(one) for words in (Position, Equipment, Caution) for word in words
    )
    assert [filter_by([level])(one) for level in Level] == [False, False, True]


@pytest.mark.parametrize(
    ("brief", "limit"),
    [
        (Brief(), None),
        (Brief(positions=tuple(Position)[1:]), Rule.POSITIONS),
        (Brief(equipment=tuple(Equipment)[1:]), Rule.EQUIPMENT),
        (Brief(avoid=(Caution.KNEE,)), Avoided(Caution.KNEE)),
        (Brief(level=Level.MODERATE), Rule.LEVEL),
        (Brief(ours_only=True), Rule.OURS_ONLY),
    ],
)
def test_a_brief_that_asks_leaves_the_unknown_out(brief: Brief, limit: Limit | None) -> None:
    assert removed_by(foreign(), brief) == limit
    assert passes(foreign(), brief) is (limit is None)


def test_where_only_theirs_would_do_the_limit_to_ours_is_named_and_may_be_lifted() -> None:
    catalogue = Catalogue([foreign(), *small_catalogue().values()])
    brief = Brief(seconds=600, include=("set.one",), ours_only=True)
    found = compose(brief, catalogue, pace=Pace())
    assert isinstance(found, NoPlan)
    assert set(found.blocking) == {Rule.OURS_ONLY, Required("set.one")}
    freed = next(change for change in found.relaxations if change.limits == (Rule.OURS_ONLY,))
    assert not isinstance(compose(freed.brief, catalogue, pace=Pace()), NoPlan)


def labels(catalogue: Catalogue) -> set[str]:
    """The labels of every row of the form for a catalogue."""
    brief = Brief()
    return {row.describe(brief).label for _, rows in brief_form(brief, catalogue) for row in rows}


def test_the_composer_asks_about_imports_only_where_there_are_some() -> None:
    ours = small_catalogue()
    both = Catalogue([foreign(), *ours.values()])
    assert "nothing imported" not in labels(ours)
    assert "nothing imported" in labels(both)


def test_what_no_word_of_ours_stands_for_is_never_at_hand() -> None:
    barbell = foreign(equipment={"other": ["barbell"]})
    assert removed_by(barbell, Brief()) == Rule.EQUIPMENT
    assert equipment_words(barbell.equipment) == "barbell"


def test_what_is_known_of_an_imported_exercise_counts() -> None:
    one = foreign(position="supine", equipment={"required": ["mat"]}, level="moderate")
    assert filter_by([Position.SUPINE])(one)
    assert removed_by(one, Brief(positions=(Position.SUPINE,), equipment=(Equipment.MAT,))) is None
    assert unknown_facts(one) == ("sides", "cautions")


def test_origin_and_source_tell_theirs_from_ours() -> None:
    catalogue = Catalogue([foreign(), *small_catalogue().values()])
    assert catalogue.where(filter_by([Origin.IMPORTED])) == (catalogue["set.one"],)
    assert set(catalogue.where(filter_by([Origin.SHIPPED]))) == set(small_catalogue().values())
    assert catalogue.where(filter_by(sources=["other-set"])) == (catalogue["set.one"],)
    assert catalogue.where(filter_by(sources=["loosen"])) == catalogue.where(
        filter_by([Origin.SHIPPED])
    )
    assert list(catalogue)[-1] == "set.one"


def test_a_name_that_both_have_means_ours() -> None:
    catalogue = Catalogue([foreign(name="Bridge"), *small_catalogue().values()])
    assert catalogue.nearest("bridge") == "bridge"
    assert catalogue.nearest("Figure four") == "pigeon-on-the-back"


@pytest.mark.parametrize("slow", [False, True])
def test_to_and_from_an_unknown_position_is_the_longest_way(slow: bool) -> None:
    ways = {seconds_between(a, b, slow=slow) for a in Position for b in Position}
    assert {seconds_between(None, p, slow=slow) for p in Position} == {max(ways)}
    assert {seconds_between(p, None, slow=slow) for p in Position} == {max(ways)}
    assert seconds_between(None, None, slow=slow) == 0


def test_a_timeline_gives_time_to_find_an_unknown_start() -> None:
    catalogue = Catalogue([foreign(), foreign("set.two"), *small_catalogue().values()])
    plain = [step("bridge"), step("set.one"), step("set.two"), step("bridge")]
    kinds = [s.kind for s in unroll(plain, catalogue, Pace()).segments]
    assert kinds.count(SegmentKind.MOVE) == 2
    assert get_ready_seconds(foreign(), Pace()) - get_ready_seconds(catalogue["lunge"], Pace()) == 7


def test_sides_may_be_given_where_they_are_unknown() -> None:
    catalogue = Catalogue([foreign()])
    assert check(routine(step("set.one", dose="30 s each side")), catalogue) == []


def test_a_page_says_what_is_unknown_and_whose_it_is() -> None:
    one = foreign(ours=["kind", "areas"])
    blocks = {block.title: block for block in page_of(one, Catalogue([one]))}
    assert "Feel" not in blocks
    assert "Breathe" not in blocks
    assert blocks["Take care"].warns
    whose = dict(blocks["Whose it is"].facts)
    assert whose["imported from"] == "other-set"
    assert whose["author"] == "not named"
    assert whose["licence"] == "CC BY 4.0, https://example.org/by"
    assert whose["it does not say"].startswith(
        "start position, sides, equipment, level, cautions. Where you ask"
    )
    assert dict(blocks["What it takes"].facts)["start"] == "unknown"
    assert "derived its kind, areas" in blocks["Our additions"].lines[0]
    ours = small_catalogue()["bridge"]
    assert "Whose it is" not in {block.title for block in page_of(ours, small_catalogue())}


def test_words_for_what_is_unknown() -> None:
    assert (position_words(None), equipment_words(None)) == ("start unknown", "unknown")
    assert surfaces_words(None) == "unknown"
    assert (name_words(foreign()), name_words(small_catalogue()["bridge"])) == (
        "Set.one ↓",
        "Bridge",
    )


def test_a_variant_of_what_is_unknown_is_unknown_too() -> None:
    change = {"slug": "set.other", "name": "Other", "source": "other-set", "change": "Other."}
    one = foreign(variants=[change])
    variant = one.as_variant(one.variants[0])
    assert (variant.equipment, variant.cautions, variant.attribution) == (
        None,
        None,
        one.attribution,
    )


@pytest.mark.parametrize("number", range(8))
def test_plans_with_unknown_exercises_keep_the_specification(number: int) -> None:
    ours = some_catalogue(24, number)
    theirs = [
        foreign(
            f"set.x{n}",
            family=f"x{n}",
            kind=kind,
            areas={"primary": [area]},
            dose="30 s" if kind == "static-stretch" else "10 reps",
        )
        for n, (kind, area) in enumerate(
            [
                ("static-stretch", "low-back"),
                ("strength", "glutes"),
                ("static-stretch", "hamstrings"),
                ("strength", "quads"),
            ]
        )
    ]
    catalogue = Catalogue([*ours.values(), *theirs])
    asked = some_brief(ours, number)
    free = {"positions": tuple(Position), "equipment": tuple(Equipment), "avoid": ()}
    brief = asked.copy_with(**free, level=Level.DEMANDING, include=("set.x1",))
    found = compose(brief, catalogue, pace=Pace())
    if not isinstance(found, NoPlan):
        assert faults(found, catalogue, Pace()) == []
        assert "set.x1" in {one.exercise.slug for one in found.steps}


def test_nothing_imported_lets_a_persons_own_through() -> None:
    assert removed_by(exercise("mine", origin="own"), Brief(ours_only=True)) is None


@pytest.mark.parametrize("changes", [{"origin": "shipped"}, {"attribution": None}])
def test_imported_and_whose_it_is_are_said_together(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="only with an attribution"):
        foreign(**changes)
