"""A catalogue as a physiotherapist's sheet meets it, and ways to look at what was read."""

from functools import cache
from typing import Any

from builders import exercise

from loosen.domain.catalogue import Catalogue
from loosen.domain.sheets.placement import read_sheet
from loosen.domain.sheets.sheet import Sheet, SheetEntry

_ENTRIES: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    (
        "knee-to-chest-single",
        "Knee to chest, one leg",
        "alternating",
        "3 x 10 s each side, alternating",
        ("knees-to-chest exercise", "SKTC"),
    ),
    (
        "knee-to-chest-double",
        "Knees to chest, both",
        "none",
        "3 x 30 s",
        ("double knee hug", "DKTC"),
    ),
    ("pelvic-tilt", "Pelvic tilts", "none", "10 reps", ("pelvic clock, 12 to 6",)),
    ("bridge", "Bridge, both legs", "none", "10-12 reps", ("bridge pose", "glute bridge")),
    ("one-leg-bridge", "One-leg bridge", "each", "10 each side x 3", ("single-leg glute bridge",)),
    (
        "figure-four",
        "Figure four, lying",
        "each",
        "30 s each side",
        ("supine figure 4", "supine piriformis stretch"),
    ),
    ("hip-lift", "Assisted hip lift", "each", "30 s each side", ("figure four, foot down",)),
    (
        "knee-drop-single",
        "Knee drop, one side",
        "each",
        "10 each side",
        ("knee drops, unilateral",),
    ),
    ("knee-drop-double", "Knee drops, both", "alternating", "10 reps", ("90/90 rocks, lying",)),
    ("childs-pose", "Child’s pose", "none", "8 breaths", ("prayer stretch",)),
    ("happy-baby", "Happy baby", "none", "30 s", ()),
    ("butterfly", "Butterfly with moving knees", "none", "30 s moving", ("butterfly stretch",)),
    ("side-squat", "Side squat", "alternating", "10 each side x 3, alternating", ("side lunge",)),
    ("runners-lunge", "Alternating runner’s lunge", "alternating", "5 each side, alternating", ()),
    ("leg-circles", "Standing leg circles", "each", "10 each way each side", ("leg circles",)),
    ("squeeze", "Ball squeeze", "none", "4 x 5 s", ("adductor squeeze",)),
    ("fire-hydrant", "Fire hydrant", "each", "10 each side x 3", ()),
    (
        "lunge",
        "Kneeling hip-flexor stretch",
        "each",
        "30 s each side",
        ("half-kneeling hip-flexor stretch",),
    ),
    ("deep-squat", "Deep squat", "none", "10 reps", ("squats",)),
)
_FAMILIES = ("knee-to-chest", "knee-drop", "bridge", "squat")


@cache
def prescribed() -> Catalogue:
    """The catalogue; read only."""
    return Catalogue([_made(*entry) for entry in _ENTRIES])


def _made(slug: str, name: str, sides: str, dose: str, aliases: tuple[str, ...]) -> Any:
    family = next((family for family in _FAMILIES if family in slug), slug)
    return exercise(slug, name=name, sides=sides, dose=dose, aliases=list(aliases), family=family)


def sheet(*lines: str) -> Sheet:
    """A sheet of lines, read."""
    return read_sheet("\n".join(lines), prescribed())


def said(entry: SheetEntry) -> str:
    """What a line came to, in a few words: ``bridge · 10 reps x 3 · rest 30 · slowly``."""
    item = entry.item
    if item is None:
        return f"{entry.outcome}: {entry.description}" if entry.description else entry.outcome.value
    if item.exercise is None:
        return f"asked: {' '.join(exercise.slug for exercise in item.near)}".rstrip()
    step = item.fit(item.exercise).step
    rest = f"rest {step.rest}" if step.rest is not None else ""
    often = ", ".join(item.request.amounts.often)
    parts = (step.exercise, str(step.dose or "its own"), rest, step.note or "", often)
    return " · ".join(filter(None, parts))
