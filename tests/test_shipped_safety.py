"""The safety page that ships: signs at their urgency, lists with what they follow, at one with the tags."""

import re

import pytest

from loosen.domain.body import Caution, Position
from loosen.domain.catalogue import Catalogue
from loosen.domain.safety import Safety, SafetySection
from loosen.services.library import Library
from loosen.storage.locations import of_this_user

WHERE = [
    ("today", r"foot that drops"),
    ("today", r"[Cc]alf .*hot.*surgery"),
    ("today", r"flank.*fever"),
    ("today", r"flank.*blood in the urine"),
    ("routine", r"first back pain ever.*after about 50"),
    ("routine", r"tingling below the knee that lasts"),
    ("hip", r"surgery.*calf that is hot, swollen"),
    ("pregnancy", r"Bleeding"),
    ("pregnancy", r"Fluid"),
    ("pregnancy", r"Contractions that come regularly"),
    ("pregnancy", r"moves less"),
    ("pregnancy", r"headache"),
    ("pregnancy", r"calf that is swollen"),
    ("now", r"genitals or back passage"),
    ("now", r"^Both legs hurt"),
    ("now", r"pulsing belly"),
]
NOT_THERE = [
    ("soon", r"first back pain"),
    ("soon", r"foot that drops"),
    ("routine", r"^(?:More s|S)igns"),
]
FIGURE_FOURS = "figure-four-supine inverted-figure-four assisted-hip-lift"
KNEES_TO_CHEST = "knee-to-chest-single knee-to-chest-double knee-to-chest-isometric"
SQUATS = "deep-squat yoga-squat-roll-up"
NAMED = [
    (Caution.OSTEOPOROSIS, "knees to chest", KNEES_TO_CHEST),
    (Caution.OSTEOPOROSIS, "forward folds", "yoga-squat-roll-up"),
    (Caution.OSTEOPOROSIS, "hip crossover", "hip-crossover-stretch"),
    (Caution.HIP_REPLACEMENT, "figure fours", FIGURE_FOURS),
    (Caution.HIP_REPLACEMENT, "hip crossover", "hip-crossover-stretch"),
    (Caution.HIP_REPLACEMENT, "knee drops", "knee-drop-single knee-drop-double"),
    (Caution.HIP_REPLACEMENT, "wipers", "windshield-wipers-seated"),
    (Caution.HIP_REPLACEMENT, "squats", f"{SQUATS} lateral-squat"),
    (Caution.HIP_REPLACEMENT, "knees to chest", KNEES_TO_CHEST),
    (Caution.HIP_REPLACEMENT, "child’s pose", "childs-pose"),
    (Caution.HIP_REPLACEMENT, "happy baby", "happy-baby happy-baby-single"),
    (Caution.HIP_REPLACEMENT, "pigeon", "pigeon-pose pigeon-pose-side-lean"),
    (Caution.HIP_REPLACEMENT, "front-to-back swings", "leg-swing-front-back"),
    (Caution.HIP_REPLACEMENT, "kneeling stretch", "hip-flexor-lunge-kneeling"),
    (Caution.HIP_REPLACEMENT, "donkey kick", "donkey-kick"),
    (Caution.HIP_REPLACEMENT, "side leg raise", "side-lying-leg-raise side-lying-leg-raise-banded"),
    (Caution.HIP_REPLACEMENT, "fire hydrant", "fire-hydrant"),
    (Caution.HIP_REPLACEMENT, "banded walk", "banded-lateral-walk banded-lateral-walk-ankle"),
    (
        Caution.HIP_REPLACEMENT,
        "sitting on the floor",
        "butterfly windshield-wipers-seated reverse-tabletop",
    ),
    (Caution.PREGNANCY, "knees to chest", KNEES_TO_CHEST),
    (Caution.PREGNANCY, "child’s pose", "childs-pose"),
    (Caution.PREGNANCY, "happy baby", "happy-baby happy-baby-single"),
    (Caution.PREGNANCY, "pigeon", "pigeon-pose"),
    (Caution.PREGNANCY, "belt push", "isometric-knees-out"),
    (Caution.PREGNANCY, "ball squeeze", "isometric-knees-in"),
    (Caution.PELVIC_GIRDLE, "leg swings", "leg-swing-front-back leg-swing-side"),
    (Caution.PELVIC_GIRDLE, "circles", "leg-circles"),
    (Caution.PELVIC_GIRDLE, "side squats", "lateral-squat"),
    (Caution.PELVIC_GIRDLE, "banded walks", "banded-lateral-walk banded-lateral-walk-ankle"),
    (Caution.PELVIC_GIRDLE, "butterfly", "butterfly"),
    (Caution.PELVIC_GIRDLE, "happy baby", "happy-baby"),
    (Caution.PELVIC_GIRDLE, "pigeon", "pigeon-pose"),
    (Caution.PELVIC_GIRDLE, "kneeling stretch", "hip-flexor-lunge-kneeling"),
    (Caution.PELVIC_GIRDLE, "runner’s lunge", "runners-lunge-alternating"),
    (Caution.PELVIC_GIRDLE, "one-leg bridge", "single-leg-bridge"),
    (Caution.PELVIC_GIRDLE, "donkey kick", "donkey-kick"),
    (Caution.PELVIC_GIRDLE, "fire hydrant", "fire-hydrant"),
    (Caution.PELVIC_GIRDLE, "side leg raise", "side-lying-leg-raise"),
    (Caution.FLEXION_SENSITIVE, "knees to chest", KNEES_TO_CHEST),
    (Caution.FLEXION_SENSITIVE, "child’s pose", "childs-pose"),
    (Caution.FLEXION_SENSITIVE, "happy baby", "happy-baby"),
    (Caution.FLEXION_SENSITIVE, "deep squats", "deep-squat"),
    (Caution.FLEXION_SENSITIVE, "forward folds", "yoga-squat-roll-up"),
    (Caution.FLEXION_SENSITIVE, "hip crossover", "hip-crossover-stretch"),
    (Caution.FLEXION_SENSITIVE, "seated wipers", "windshield-wipers-seated"),
    (Caution.EXTENSION_SENSITIVE, "bridges", "glute-bridge single-leg-bridge"),
    (Caution.EXTENSION_SENSITIVE, "donkey kicks", "donkey-kick"),
    (Caution.EXTENSION_SENSITIVE, "reverse-tabletop", "reverse-tabletop"),
]
CONDITIONS = {
    Caution.OSTEOPOROSIS: "Osteoporosis",
    Caution.HIP_REPLACEMENT: "Hip replacement",
    Caution.PREGNANCY: "Pregnancy",
    Caution.PELVIC_GIRDLE: "Pelvic girdle pain",
    Caution.FLEXION_SENSITIVE: "Sciatica or disc pain",
    Caution.EXTENSION_SENSITIVE: "Stenosis or spondylolisthesis",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(of_this_user())


@pytest.fixture(scope="module")
def safety(library: Library) -> Safety:
    return library.safety


@pytest.fixture(scope="module")
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


def section(safety: Safety, name: str) -> SafetySection:
    (found,) = (one for one in safety.sections if one.id == name)
    return found


def condition(safety: Safety, caution: Caution) -> str:
    """All that the page says of a condition."""
    begins = CONDITIONS[caution]
    (found,) = (
        item.full_text
        for item in section(safety, "conditions").items
        if item.text.startswith(begins)
    )
    return found


def test_the_page_has_stop_rules_and_red_flags_in_three_degrees(safety: Safety) -> None:
    degrees = {one.id: one.degree for one in safety.sections if one.degree}
    assert degrees == {"now": "A", "pregnancy": "A", "today": "B", "soon": "B", "routine": "C"}
    assert section(safety, "stop").warns
    assert all(one.warns for one in safety.red_flags)
    assert len(safety.stop_short) == 2


@pytest.mark.parametrize(("name", "words"), WHERE)
def test_a_sign_stands_at_its_urgency(name: str, words: str, safety: Safety) -> None:
    assert any(re.search(words, item.full_text) for item in section(safety, name).items)


@pytest.mark.parametrize(("name", "words"), NOT_THERE)
def test_a_sign_stands_nowhere_else(name: str, words: str, safety: Safety) -> None:
    assert not any(re.search(words, item.full_text) for item in section(safety, name).items)


def test_signs_that_are_counted_stand_under_what_they_are_counted_for(safety: Safety) -> None:
    (counted,) = (item for item in section(safety, "routine").items if item.signs)
    assert "four or more" in counted.text
    assert len(counted.signs) == 9


def test_who_waits_for_an_appointment_stays_active_and_spares_a_leg_that_tingles(
    safety: Safety,
) -> None:
    routine = section(safety, "routine")
    assert "stay active" in (routine.lead or "")
    may_go_on, spared = (routine.after or "").split("With leg pain or tingling")
    assert "knees to chest" not in may_go_on
    assert "leave out knees to chest" in spared


def test_bending_backwards_is_for_legs_that_it_eases(safety: Safety) -> None:
    assert "backwards only if it eases the leg" in condition(safety, Caution.FLEXION_SENSITIVE)


def test_each_list_says_what_it_follows_with_a_date_or_that_nothing_stands_behind_it(
    safety: Safety,
) -> None:
    undated = [
        one.id
        for one in safety.sections
        if not re.search(r"\b20[0-2]\d\b|^No single guideline", one.follows)
    ]
    assert undated == []
    for number in {n for one in safety.sections for n in re.findall(r"NG\d+", one.follows)}:
        assert any(number in title for title in safety.titles), number
    for number in {n for one in safety.sections for n in re.findall(r"Opinion \d+", one.follows)}:
        assert any(number in title for title in safety.titles), number


@pytest.mark.parametrize(("caution", "words", "slugs"), NAMED)
def test_what_is_named_for_a_condition_carries_its_caution(
    caution: Caution, words: str, slugs: str, safety: Safety, catalogue: Catalogue
) -> None:
    assert words.lower() in condition(safety, caution).lower()
    carried = {slug: catalogue[slug].cautions for slug in slugs.split()}
    assert [slug for slug, has in carried.items() if has is None or caution not in has.all] == []


def test_whatever_lies_flat_on_the_back_carries_the_caution_of_pregnancy(
    catalogue: Catalogue,
) -> None:
    lying = [r for r in catalogue.records if r.position in (Position.SUPINE, Position.HOOKLYING)]
    assert lying
    for record in lying:
        assert record.cautions
        assert Caution.PREGNANCY in record.cautions.all, record.slug
