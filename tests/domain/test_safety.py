from typing import Any

import pytest

from loosen.domain.safety import Safety
from loosen.domain.value import Invalid
from loosen.text.plain_pages import lines_of, safety_page

PAGE: dict[str, Any] = {
    "intro": "Most do well.",
    "follows": "A leaflet of 2020.",
    "consent": "You decide.",
    "every_exercise": "Nothing sharp.",
    "stop_short": ["Stop when it is sharp.", "Stop when it spreads."],
    "sections": [
        {
            "id": "now",
            "title": "Get help",
            "items": ["Chest pain", {"text": "Two of these:", "signs": ["Cold", "Pale"]}],
            "after": "Lie down.",
            "follows": "A leaflet, edition 2, 2020.",
            "degree": "A",
        }
    ],
}


def test_a_page_has_sections_in_three_degrees_or_none() -> None:
    page = Safety.from_plain(PAGE | {"titles": ["A leaflet"]})
    assert page.sections[0].degree == "A"
    assert page.titles == ("A leaflet",)
    with pytest.raises(Invalid, match="degree"):
        Safety.from_plain(PAGE | {"sections": [PAGE["sections"][0] | {"degree": "D"}]})


def test_a_key_that_means_nothing_is_an_error() -> None:
    with pytest.raises(Invalid, match="sectons"):
        Safety.from_plain(PAGE | {"sectons": []})


def test_the_red_flags_are_the_lists_of_the_two_graver_degrees() -> None:
    degrees = ("B", None, "C", "A")
    sections = [
        {"id": f"s{n}", "title": f"T{n}", "follows": "None.", "degree": degree}
        for n, degree in enumerate(degrees)
    ]
    page = Safety.from_plain(PAGE | {"sections": sections})
    assert [section.degree for section in page.red_flags] == ["A", "B"]


def test_a_line_has_its_signs_under_it_or_none() -> None:
    plain, nested = Safety.from_plain(PAGE).sections[0].items
    assert (plain.text, plain.signs, plain.full_text) == ("Chest pain", (), "Chest pain")
    assert nested.signs == ("Cold", "Pale")
    assert nested.full_text == "Two of these: Cold; Pale"


def test_a_list_that_does_not_say_what_it_follows_is_an_error() -> None:
    section = {key: said for key, said in PAGE["sections"][0].items() if key != "follows"}
    with pytest.raises(Invalid, match="follows"):
        Safety.from_plain(PAGE | {"sections": [section]})


def test_in_plain_text_signs_stand_under_their_line_and_a_list_ends_with_what_it_follows() -> None:
    lines = list(lines_of(safety_page(Safety.from_plain(PAGE))))
    start = lines.index("Get help")
    assert lines[:5] == ["Most do well.", "", "Nothing sharp.", "", "A leaflet of 2020."]
    assert lines[start:] == [
        "Get help",
        "  · Chest pain",
        "  · Two of these:",
        "    - Cold",
        "    - Pale",
        "  Lie down.",
        "  Follows: A leaflet, edition 2, 2020.",
        "",
        "You decide.",
        "After: .",
    ]
