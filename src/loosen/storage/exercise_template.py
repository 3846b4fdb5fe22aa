"""Template of an own exercise's file: every key, what it means and which values it takes.

It is valid as it stands, so that the exercise is in the list at once; optional keys are comments.
"""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loosen.domain.body import (
    Area,
    Caution,
    Equipment,
    Kind,
    Level,
    Motion,
    Position,
    SideChange,
    Sides,
    Surface,
    Word,
)
from loosen.domain.exercise import BreathPattern, Exercise, ExerciseFields
from loosen.storage import files

WIDTH = 98
SOURCED = ("level", "surfaces", "feel", "breathing", "summary", "family")
"""Keys of a shipped exercise that are copied, beside those that every exercise has."""


@dataclass(frozen=True)
class Key:
    """A key of the file: what it means, an example, the table it is in, and whether it is needed."""

    name: str
    meaning: str
    example: object
    table: str = ""
    needed: bool = False


def _words(words: type[Word]) -> str:
    return ", ".join(words)


def _meanings(words: type[Word]) -> str:
    return "; ".join(f"{word}: {word.meaning}" for word in words)


NEEDED = (
    Key("kind", f"What sort of work it is. {_meanings(Kind)}.", "static-stretch", "", needed=True),
    Key("position", f"How you begin: {_words(Position)}.", "supine", "", needed=True),
    Key("sides", f"How it deals with left and right. {_meanings(Sides)}.", "each", "", needed=True),
    Key(
        "dose",
        "How much, as people say it: “10 reps”, “10-12 reps x 3”, “30 s each side”, “8 breaths”.",
        "30 s each side",
        needed=True,
    ),
    Key(
        "steps",
        "How it is done, with the right side as the working side; for the left one right and left "
        "are exchanged.",
        ["Begin like this.", "Go on like this."],
        needed=True,
    ),
)
OPTIONAL = (
    Key("summary", "One sentence for the list.", "What it is, in one sentence."),
    Key("because", "Why this dose.", "It is what does me good."),
    Key("level", f"How much it asks: {_words(Level)}.", "moderate"),
    Key("also", "Other sorts of work it is, from the same words as kind.", ["mobility"]),
    Key("surfaces", f"What you are on: {_words(Surface)}.", ["mat"]),
    Key("aliases", "Other names to find it by.", ["another name"]),
    Key("feel", "Where you feel it.", "A gentle pull, nothing sharp."),
    Key("breathing", "How you breathe.", "Slowly, through the nose."),
    Key("breath", f"Which breath goes with a repetition: {', '.join(BreathPattern)}.", "out-in"),
    Key("seconds_per_rep", "How long a repetition lasts, in seconds.", 4),
    Key("setup", "Where and how to begin, in a line to read while getting there.", "Lie down."),
    Key("move", "The movement in one sentence, for the right side.", "Draw your right knee up."),
    Key("motions", f"What the body does that some ask about: {_words(Motion)}.", ["hip-turn"]),
    Key("setup_seconds", "Seconds to get ready, beyond the usual.", 5),
    Key("side_change", f"What changing sides takes: {_words(SideChange)}.", "stay"),
    Key("working_side", "Which side is the working one, if it is not plain.", "The side on top."),
    Key("cues", "Short reminders while the timer runs.", ["Shoulders down"]),
    Key("faults", "What goes wrong easily.", ["Holding the breath"]),
    Key("easier_way", "How to make it easier.", "Do half as many."),
    Key("harder_way", "How to make it harder.", "Do it more slowly."),
    Key("easier", "Easier exercises, by their IDs; “loosen list” shows them.", ["pelvic-tilt"]),
    Key("harder", "Harder exercises.", ["pigeon-pose"]),
    Key("similar", "Exercises that are much like it.", ["figure-four-supine"]),
    Key("before", "Exercises that it comes before.", ["glute-bridge"]),
    Key("caution_notes", "What to take care of, in sentences.", ["Stop where it pinches."]),
    Key("family", "A name it shares with exercises much like it: a plan takes few.", "figure-four"),
    Key(
        "figure",
        "The figure it shows: that of another exercise by its ID. One of its own goes into "
        "../figures, in a file called as this one.",
        "pigeon-pose",
    ),
)
TABLES = (
    Key("primary", f"What it is for, first things first: {_words(Area)}.", ["glutes"], "areas"),
    Key("secondary", "What else it is for, from the same words.", ["low-back"], "areas"),
    Key("required", f"What it cannot do without: {_words(Equipment)}.", ["mat"], "equipment"),
    Key("optional", "What makes it nicer, from the same words.", ["pillow"], "equipment"),
    Key("ask_first", f"Who should ask first: {_words(Caution)}.", ["knee"], "cautions"),
    Key("avoid", "Who should leave it out, from the same words.", ["hip-replacement"], "cautions"),
)


def template(
    name: str,
    slug: str,
    like: Exercise | None = None,
    *,
    figure: bool = False,
    replaces: bool = False,
) -> str:
    """The text of a file for an exercise of this name.

    ``like`` is an exercise to copy from, ``figure`` whether that has a figure. ``replaces`` lets the
    file take the place of the shipped exercise with the same slug.
    """
    given = _given(like, figure=figure) if like else {"areas": {"primary": ["glutes"]}}
    return "\n".join(
        (
            f"# An exercise of your own; its ID is the file’s name, {slug}.",
            "# Take the # off a key to use it. “loosen check” says what is wrong.",
            "",
            "# What it is called.",
            _line("name", name),
            "",
            *_replaces(slug, replaces=replaces),
            *_keys(NEEDED, given),
            "# All that follows can be left out, except what it is for, at the end.",
            "",
            *_keys(OPTIONAL, given),
            *_tables(given),
        )
    )


def _replaces(slug: str, *, replaces: bool) -> Iterator[str]:
    if replaces:
        yield "# It takes the place of the exercise that ships under this ID."
        yield _line("replaces", slug)
        yield ""


def _given(like: Exercise, *, figure: bool) -> Mapping[str, object]:
    keys = {*ExerciseFields.__struct_fields__, *SOURCED} - {"slug", "name"}
    plain = like.to_plain(defaults=False)
    found = {key: value for key, value in plain.items() if key in keys}
    shown = {"figure": like.figure or like.slug} if figure else {}
    return {**found, **shown, "dose": str(like.default.dose)}


def _keys(keys: tuple[Key, ...], given: Mapping[str, object]) -> Iterator[str]:
    for key in keys:
        yield from _comment(key.meaning)
        counts = key.needed or key.name in given
        line = _line(key.name, given.get(key.name, key.example))
        yield line if counts else _commented(line)
        yield ""


def _tables(given: Mapping[str, object]) -> Iterator[str]:
    for table in dict.fromkeys(key.table for key in TABLES):
        held = given.get(table)
        values: Mapping[str, object] = held if isinstance(held, dict) else {}
        heading = f"[{table}]"
        yield heading if values else _commented(heading)
        yield from _keys(tuple(key for key in TABLES if key.table == table), values)


def _line(key: str, value: object) -> str:
    """A key with its value; a list stands on one line where it has room."""
    if isinstance(value, list):
        values = (files.toml_text({"a": one}).removeprefix("a = ").rstrip() for one in value)
        line = f"{key} = [{', '.join(values)}]"
        if len(line) <= WIDTH:
            return line
    return files.toml_text({key: value}).rstrip("\n")


def _commented(text: str) -> str:
    return "\n".join(f"#{line}" for line in text.splitlines())


def _comment(meaning: str) -> list[str]:
    lines = textwrap.wrap(meaning, WIDTH, break_on_hyphens=False)
    return [f"# {line}" for line in lines]
