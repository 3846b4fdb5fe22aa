import pytest
from pydantic import ValidationError

from loosen.domain.safety import Safety

PAGE = {
    "intro": "Most do well.",
    "consent": "You decide.",
    "every_exercise": "Nothing sharp.",
    "stop_short": ["Stop when it is sharp.", "Stop when it spreads."],
    "sections": [{"id": "now", "title": "Get help", "items": ["Chest pain"], "degree": "A"}],
}


def test_a_page_has_sections_in_three_degrees_or_none() -> None:
    page = Safety.model_validate(PAGE | {"titles": ["A leaflet"]})
    assert page.sections[0].degree == "A"
    assert page.titles == ("A leaflet",)
    with pytest.raises(ValidationError, match="degree"):
        Safety.model_validate(
            PAGE | {"sections": [{"id": "now", "title": "Get help", "degree": "D"}]}
        )


def test_a_key_that_means_nothing_is_an_error() -> None:
    with pytest.raises(ValidationError, match="sectons"):
        Safety.model_validate(PAGE | {"sectons": []})


def test_the_red_flags_are_the_lists_of_the_two_graver_degrees() -> None:
    degrees = ("B", None, "C", "A")
    sections = [
        {"id": f"s{n}", "title": f"T{n}", "degree": degree} for n, degree in enumerate(degrees)
    ]
    page = Safety.model_validate(PAGE | {"sections": sections})
    assert [section.degree for section in page.red_flags] == ["A", "B"]
