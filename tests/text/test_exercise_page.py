"""The page of an exercise: what is on it, in which order, and what is marked as ours."""

from typing import Any

import pytest
from builders import SOURCE, exercise, small_catalogue

from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise
from loosen.services.library import Library
from loosen.storage.locations import of_this_user
from loosen.text.exercise_page import NAMES_OF_KEYS, Block, Setting, marked, page_of

SAYS = "— Ten for the hip"
FULL: dict[str, Any] = {
    "aliases": ["eagle"],
    "working_side": "The leg on top.",
    "seconds_per_rep": 4.5,
    "cues": ["Hips level"],
    "faults": ["Hurrying"],
    "easier_way": "Less far.",
    "harder_way": "Further.",
    "easier": ["bridge"],
    "harder": ["clam", "not-there"],
    "similar": ["bridge", "squeeze"],
    "before": ["march"],
    "ours": ["cues", "easier_way", "breathing", "seconds_per_rep", "caution_notes"],
    "reading": ["We take the lower count."],
    "caution_notes": ["Ask if it pinches."],
    "cautions": {"avoid": ["knee"], "ask_first": ["balance"]},
    "equipment": {"required": ["band"], "optional": ["pillow"]},
    "areas": {"primary": ["glutes"], "secondary": ["core"]},
    "stiffer_side": {"rounds": "2-3", "source": "clinic"},
    "doses": [
        {
            "source": "clinic",
            "called": "The One",
            "dose": "30 s each side",
            "frequency": "daily",
            "note": "On a mat.",
            "not_given": ["rest", "sets"],
        },
        {"source": "elsewhere", "called": "That one"},
    ],
    "variants": [
        {"slug": "one-high", "name": "The high one", "source": "clinic", "change": "Feet up."}
    ],
}


def blocks_of(one: Exercise) -> dict[str, Block]:
    others = [small_catalogue()[slug] for slug in ("march", "bridge", "clam", "squeeze")]
    catalogue = Catalogue([one, *others], [SOURCE])
    return {block.title: block for block in page_of(catalogue[one.slug], catalogue)}


@pytest.fixture
def full() -> dict[str, Block]:
    return blocks_of(exercise("one", dose="30 s each side", **FULL))


def test_the_blocks_come_in_the_order_in_which_they_are_wanted(full: dict[str, Block]) -> None:
    assert list(full) == [
        "How",
        "Feel",
        "Breathe",
        "Watch for",
        "Common faults",
        "Leave it out, unless advised otherwise",
        "Ask first, or take the easier way",
        "Take care",
        "Easier and harder",
        "Variants",
        "Dose",
        "How we read it",
        "What it takes",
        "Our additions",
    ]


def test_what_there_is_nothing_of_has_no_block() -> None:
    bare = blocks_of(exercise("one"))
    assert list(bare) == ["How", "Feel", "Breathe", "Dose", "What it takes"]


def test_only_cautions_warn(full: dict[str, Block]) -> None:
    assert [title for title, block in full.items() if block.warns] == [
        "Leave it out, unless advised otherwise",
        "Ask first, or take the easier way",
        "Take care",
    ]


def test_what_is_ours_is_marked_where_it_stands(full: dict[str, Block]) -> None:
    assert full["Watch for"] == Block("Watch for", Setting.LISTED, ("◦ Hips level",))
    assert full["Common faults"].lines == ("Hurrying",)
    assert full["Breathe"].lines == ("◦ Slowly.",)
    assert full["Take care"].lines == ("◦ Ask if it pinches.",)
    assert (
        full["Our additions"]
        .lines[0]
        .endswith(
            "in no article. Wholly: breathing, what to watch for, what to take care of, the easier way, "
            "pace. The level is ours throughout."
        )
    )


def test_a_dose_of_ours_is_marked_too() -> None:
    ours = {"dose": "30 s each side", "ours": True, "because": "No article gives one."}
    page = blocks_of(exercise("one", default=ours))
    assert page["Dose"].facts == (("here", "◦ 30 s a side. No article gives one."),)
    assert "in no article. The level" in page["Our additions"].lines[0]


def test_ways_lead_to_exercises_that_are_there(full: dict[str, Block]) -> None:
    assert full["Easier and harder"].facts == (
        ("easier", "◦ Less far."),
        ("instead", "Bridge"),
        ("harder", "Further."),
        ("then", "Clam"),
        ("after this", "March"),
        ("alike", "Squeeze"),
    )


def test_what_prepares_for_an_exercise_is_said_on_its_page_too() -> None:
    first = exercise("first", before=["then"], similar=["then"])
    variant = {"slug": "then-low", "name": "Low", "source": "clinic", "change": "Less far."}
    catalogue = Catalogue([first, exercise("then", variants=[variant])])

    def ways(slug: str) -> dict[str, str]:
        blocks = {block.title: block for block in page_of(catalogue[slug], catalogue)}
        return dict(blocks["Easier and harder"].facts)

    assert ways("first") == {"after this": "Then", "alike": "Then"}
    assert ways("then") == ways("then-low") == {"before this": "First"}


def test_how_to_begin_and_the_movement_come_before_the_steps() -> None:
    page = blocks_of(exercise("one", setup="Lie down.", move="Draw the right knee up."))
    assert list(page)[:3] == ["Begin", "Move", "How"]
    assert page["Begin"] == Block("Begin", Setting.PROSE, ("Lie down.",))
    assert page["Move"].lines == ("Draw the right knee up.",)


CLINIC = [{"source": "clinic", "called": "The One"}]


def test_each_line_of_ours_is_marked_by_itself() -> None:
    places = ["cues.2", "steps.1", "faults", "cautions.knee", "move", "summary", "working_side"]
    one = exercise(
        "one",
        doses=CLINIC,
        ours=places,
        said_by={"clinic": ["faults.2"]},
        cues=["Level", "Slow"],
        faults=["Haste", "Force"],
        cautions={"ask_first": ["knee", "balance"]},
        setup="Lie down.",
        move="Pull.",
        working_side="The right.",
    )
    page = blocks_of(one)
    assert page["Watch for"].lines == ("Level", "◦ Slow")
    assert page["How"].lines == ("◦ Lie down.", "Pull.")
    assert page["Common faults"].lines == ("◦ Haste", "Force")
    assert page["Begin"].lines == ("Lie down.",)
    assert page["Move"].lines == ("◦ Pull.",)
    asked = dict(page["Ask first, or take the easier way"].facts)
    assert asked["knee"].startswith("◦ kneeling")
    assert not asked["balance"].startswith("◦")
    assert ("working side", "◦ The right.") in page["What it takes"].facts
    assert marked(one, "summary") == ("◦ A summary.",)
    (words,) = page["Our additions"].lines
    assert words == (
        "Each line behind ◦ is loosen’s own, from general practice, and in no article. Wholly: summary, "
        "the movement in a line, working side. In part: steps, what to watch for, common faults, who should "
        "ask first. The level is ours throughout."
    )


def test_what_is_ours_is_named_once_and_only_where_it_is_there() -> None:
    places = ["level", "motions", "aliases", "breath", "breathing", "setup_seconds", "surfaces"]
    told: dict[str, Any] = {
        "motions": ["kneeling"],
        "breath": "out-in",
        "breathing": "Out, then in.",
    }
    page = blocks_of(exercise("one", doses=CLINIC, ours=places, setup_seconds=4, **told))
    (words,) = page["Our additions"].lines
    assert "Wholly: breathing, time to get ready, what to lie on. The level" in words


def test_every_key_that_can_be_ours_has_a_name_for_readers() -> None:
    shown = set(Exercise.__struct_fields__) - {"level", "motions"}
    shipped = Library(of_this_user()).catalogue.records
    marked_ours = {place.partition(".")[0] for one in shipped for place in one.ours}
    assert marked_ours & shown <= set(NAMES_OF_KEYS) <= shown
    assert [name for name in NAMES_OF_KEYS.values() if "_" in name] == []


def test_a_persons_own_lines_have_no_mark_since_nobody_else_is_named() -> None:
    page = blocks_of(exercise("one", cues=["Level"], cautions={"avoid": ["knee"]}))
    assert not any("◦" in str(block) for block in page.values())


def test_each_source_keeps_its_own_dose_and_what_it_left_out(full: dict[str, Block]) -> None:
    assert full["Dose"].facts == (
        ("here", "30 s a side. The article says so."),
        ("pace", "◦ 4.5 s a repetition"),
        ("stiffer side", "2–3 rounds in all, an article’s rule"),
        (
            "The Clinic",
            "30 s a side, daily, as “The One”. On a mat. Not given: rest, sets. " + SAYS,
        ),
        ("elsewhere", "no dose, as “That one”."),
    )


def test_extra_rounds_that_no_article_asks_for_are_on_request() -> None:
    page = blocks_of(exercise("one", stiffer_side={"rounds": 2, "source": "loosen"}))
    assert ("stiffer side", "2 rounds in all, ◦ on request") in page["Dose"].facts


def test_cautions_come_with_what_they_mean(full: dict[str, Block]) -> None:
    block = full["Leave it out, unless advised otherwise"]
    assert block.facts == (("knee", "kneeling, deep bend or twist loads a sore knee"),)


def test_the_facts_say_what_it_takes(full: dict[str, Block]) -> None:
    assert full["What it takes"].facts == (
        ("start", "lying, on a mat"),
        ("equipment", "band; pillow if you like"),
        ("level", "gentle"),
        ("areas", "glutes · core"),
        ("working side", "The leg on top."),
        ("also called", "eagle"),
    )


def test_a_variant_says_what_changes() -> None:
    catalogue = Catalogue(
        [exercise("one", dose="30 s each side", variants=FULL["variants"])], [SOURCE]
    )
    parent = {block.title: block for block in page_of(catalogue["one"], catalogue)}
    variant = {block.title: block for block in page_of(catalogue["one-high"], catalogue)}
    assert parent["Variants"].facts == (("The high one", "Feet up."),)
    assert variant["Variants"].facts == (("what changes", "Feet up."),)
