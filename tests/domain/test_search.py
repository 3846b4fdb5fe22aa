import pytest
from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.body import Area
from loosen.domain.exercise import Areas
from loosen.domain.search import asked_areas, match_spans

AREAS = Areas(
    primary=(Area.GLUTES, Area.OUTER_HIP), secondary=(Area.HIP_FLEXORS, Area.PELVIS_SI, Area.CORE)
)


@pytest.mark.parametrize(
    ("text", "wanted", "areas"),
    [
        ("", (), ()),
        ("core", (), (Area.CORE,)),
        ("hip", (), (Area.OUTER_HIP, Area.HIP_FLEXORS)),
        ("hip fl", (), (Area.HIP_FLEXORS, Area.OUTER_HIP)),
        ("hip-flexors", (), (Area.HIP_FLEXORS, Area.OUTER_HIP)),
        ("SI", (), (Area.PELVIS_SI,)),
        ("pelvis", (), (Area.PELVIS_SI,)),
        ("ore", (), ()),
        ("", (Area.CORE, Area.LOW_BACK), (Area.CORE,)),
        ("hip", (Area.CORE,), (Area.CORE, Area.OUTER_HIP, Area.HIP_FLEXORS)),
    ],
)
def test_the_areas_asked_for_come_from_the_filter_and_then_from_the_search(
    text: str, wanted: tuple[Area, ...], areas: tuple[Area, ...]
) -> None:
    assert asked_areas(AREAS, text, wanted) == areas


@pytest.mark.parametrize(
    ("shown", "text", "marked"),
    [
        ("Figure four, lying", "", []),
        ("Figure four, lying", "fig", ["Fig"]),
        ("Figure four, lying", "f", ["F", "f"]),
        ("Figure four, lying", "FOUR fig", ["Fig", "four"]),
        ("Figure four, lying", "our", ["our"]),
        ("Kneeling hip-flexor stretch", "hip fl", ["hip", "fl"]),
        ("Kneeling hip-flexor stretch", "hip-f", ["hip", "f"]),
        ("Hip hinge", "hi hip", ["Hip", "hi"]),
        ("Straße", "str", ["Str"]),
        ("Straße", "asse", []),
        ("Happy baby", "zebra", []),
    ],
)
def test_what_matches_is_marked_at_the_start_of_words_or_else_inside_one(
    shown: str, text: str, marked: list[str]
) -> None:
    assert [shown[start:end] for start, end in match_spans(shown, text)] == marked


@given(st.text(max_size=30), st.text(max_size=10))
def test_marked_places_lie_in_the_text_in_order_and_apart(shown: str, text: str) -> None:
    spans = match_spans(shown, text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(shown) for edge in edges)
