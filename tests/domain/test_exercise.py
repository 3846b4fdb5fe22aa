from typing import Any

import pytest
from builders import exercise, small_catalogue

from loosen.domain.body import Area, Caution, Equipment, Position, Sides
from loosen.domain.dose import Span, parse_dose
from loosen.domain.exercise import Areas, Cautions, Exercise, Kit, Source, StifferSide
from loosen.domain.safety import Safety
from loosen.domain.settings import Settings
from loosen.domain.value import Invalid, Record


def problem(slug: str = "x", **changes: Any) -> str:
    with pytest.raises(Invalid) as caught:
        exercise(slug, **changes)
    return str(caught.value)


def test_texts_go_through_clean_as_they_enter() -> None:
    assert exercise("x", name=" Hip\x1b[2J   opener\u202e ").name == "Hip[2J opener"
    assert exercise("x", steps=["One.\n  Two."]).steps == ("One. Two.",)


def test_a_text_of_nothing_but_hidden_marks_is_empty() -> None:
    assert "is empty" in problem(name=" \u200b\x1b ")


def test_an_exercise_can_be_a_key_whatever_one_article_alone_says_of_it() -> None:
    shared: dict[str, Any] = {
        "doses": [{"source": "clinic", "called": "The One"}],
        "cues": ["Hips level"],
    }
    said = exercise("x", said_by={"clinic": ["cues.1"]}, **shared)
    again = exercise("x", said_by={"clinic": ["cues.1"]}, **shared)
    assert {said: 1}[again] == 1
    assert said != exercise("x", **shared)


@pytest.mark.parametrize("slug", ["Upper", "two--hyphens", "-x", "a/b", "..", "", "a\n", "a" * 65])
def test_a_slug_is_a_file_stem_and_nothing_else(slug: str) -> None:
    assert "slug" in problem(slug)


def test_an_unknown_key_is_an_error_that_names_it() -> None:
    assert "nmae" in problem(nmae="x")


@pytest.mark.parametrize("key", ["name", "level"])
def test_an_exercise_cannot_be_changed(key: str) -> None:
    with pytest.raises(AttributeError):
        setattr(exercise("x"), key, "y")


def test_a_dose_is_read_from_text_and_written_as_text() -> None:
    lunge = exercise("lunge", dose="3×10 sec per side")
    assert lunge.default.dose == parse_dose("3 x 10 s each side")
    assert lunge.to_plain()["default"]["dose"] == "3 x 10 s each side"


def test_a_bad_dose_says_what_is_wrong() -> None:
    assert "“apples” is not understood" in problem(dose="10 apples")


@pytest.mark.parametrize(
    "dose", [30, True, ["30 s"], {"amount": {"seconds": {"low": -1, "high": 0}}}]
)
def test_a_dose_that_is_no_text_is_told_to_be_one(dose: object) -> None:
    default = {"dose": dose, "ours": False, "because": "So."}
    assert "is not a text; write one, for example" in problem(default=default)


def test_an_exercise_for_both_sides_at_once_has_no_dose_for_each() -> None:
    assert "sides is “none”" in problem(sides="none", dose="30 s each side")
    assert exercise("x", sides="none", dose="30 s").sides is Sides.NONE


def test_ours_names_keys_that_exist() -> None:
    assert "colour, shape" in problem(ours=["shape", "level", "colour"])
    assert exercise("x", ours=["level"]).ours == ("level",)


@pytest.mark.parametrize(
    ("written", "span"), [("2-3", Span(2, 3)), (2, Span(2, 2)), ("2 – 3", Span(2, 3))]
)
def test_a_span_is_a_number_or_a_range(written: object, span: Span) -> None:
    assert StifferSide.from_plain({"rounds": written, "source": "clinic"}).rounds == span


@pytest.mark.parametrize("written", ["3-2", "0", "100", "1-2-3", "two", "", True, 2.5, None])
def test_a_bad_span_says_what_to_write(written: object) -> None:
    with pytest.raises(Invalid, match="write"):
        StifferSide.from_plain({"rounds": written, "source": "clinic"})


def test_a_span_stays_the_same_when_read_again() -> None:
    stiffer = StifferSide.from_plain({"rounds": "2-3", "source": "clinic"})
    assert StifferSide.from_plain(stiffer.to_plain() | {"rounds": stiffer.rounds}) == stiffer


def test_extra_rounds_are_a_rule_only_where_an_article_asks() -> None:
    assert StifferSide.from_plain({"rounds": 2, "source": "clinic"}).by_rule
    assert not StifferSide.from_plain({"rounds": 2, "source": "loosen"}).by_rule


def test_the_first_area_weighs_most() -> None:
    areas = Areas(primary=(Area.GLUTES, Area.CORE), secondary=(Area.QUADS,))
    order = (Area.GLUTES, Area.CORE, Area.QUADS, Area.HAMSTRINGS)
    assert [areas.weight(area) for area in order] == [3, 2, 1, 0]


def test_all_cautions_are_the_stricter_first() -> None:
    cautions = Cautions(ask_first=(Caution.BALANCE,), avoid=(Caution.KNEE,))
    assert cautions.all == (Caution.KNEE, Caution.BALANCE)


class TestVariant:
    @pytest.fixture
    def parent(self) -> Exercise:
        return small_catalogue()["pigeon"]

    @pytest.fixture
    def variant(self, parent: Exercise) -> Exercise:
        return parent.as_variant(parent.variants[0])

    def test_it_is_an_entry_of_its_own_that_knows_its_parent(self, variant: Exercise) -> None:
        assert (variant.slug, variant.name) == ("pigeon-on-the-back", "Figure four")
        assert (variant.variant_of, variant.change) == ("pigeon", "On the back.")
        assert variant.variants == ()
        assert variant.aliases == ()

    def test_what_it_changes_is_changed_and_the_rest_is_the_parents(
        self, parent: Exercise, variant: Exercise
    ) -> None:
        assert variant.position is Position.SUPINE
        assert str(variant.default.dose) == "20 s each side"
        assert variant.default.because == parent.default.because
        assert variant.steps == parent.steps
        assert variant.areas == parent.areas

    def test_what_is_required_is_not_optional_too(self, variant: Exercise) -> None:
        assert variant.equipment == Kit(required=(Equipment.PILLOW,))

    def test_cautions_go_and_come(self, variant: Exercise) -> None:
        expected = (Caution.HIP_REPLACEMENT, Caution.PREGNANCY)
        assert variant.cautions == Cautions(ask_first=expected)

    def test_it_holds_together_as_an_exercise_of_its_own(self, variant: Exercise) -> None:
        assert Exercise.from_plain(variant.to_plain()) == variant

    def test_what_is_ours_of_it_is_what_it_has(self) -> None:
        spared = {"slug": "spared", "name": "Spared", "source": "clinic", "change": "No knee."}
        parent = exercise(
            "parent",
            aliases=["pa"],
            cautions={"ask_first": ["knee", "wrist"]},
            ours=["aliases.1", "cautions.knee", "cautions.wrist", "steps.1"],
            said_by={"clinic": ["aliases.1"]},
            variants=[spared | {"without_cautions": ["knee"]}],
        )
        variant = parent.as_variant(parent.variants[0])
        assert variant.ours == ("cautions.wrist", "steps.1")
        assert variant.said_by["clinic"] == ()
        assert Exercise.from_plain(variant.to_plain()) == variant

    def test_without_changes_it_keeps_kit_and_dose(self) -> None:
        same = {"slug": "same", "name": "Same", "source": "clinic", "change": "None."}
        plain = exercise("parent", variants=[same], equipment={"required": ["belt"]})
        variant = plain.as_variant(plain.variants[0])
        assert variant.equipment == plain.equipment
        assert variant.default == plain.default

    def test_a_variant_for_both_sides_needs_a_dose_of_its_own(self) -> None:
        both = {"slug": "both", "name": "Both", "source": "clinic", "change": "x", "sides": "none"}
        assert "variant “both”" in problem(variants=[both])
        assert exercise("x", variants=[both | {"dose": "30 s"}]).variants[0].slug == "both"


def test_settings_have_a_default_for_everything() -> None:
    assert Settings().pace.get_ready == 8


def test_records_from_files_are_all_strict() -> None:
    for record in (Source, Settings, Safety, Exercise):
        assert issubclass(record, Record)
        assert record.__struct_config__.forbid_unknown_fields
        assert record.__struct_config__.frozen
