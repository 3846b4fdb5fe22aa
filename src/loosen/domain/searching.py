"""What a search looks through in an exercise, and how well the two fit."""

from loosen.domain.exercise import Exercise


def searchable(exercise: Exercise) -> tuple[str, str, str, str]:
    """What a search looks through, folded, the most telling first: name, aliases, areas, text."""
    names = " · ".join((*exercise.aliases, *(v.name for v in exercise.variants)))
    areas = exercise.areas.primary + exercise.areas.secondary
    position = exercise.position.label if exercise.position else ""
    words = (position, exercise.kind.label, exercise.family.replace("-", " "))
    text = (exercise.summary, exercise.feel or "", *exercise.steps, *exercise.cues, *words)
    return (
        exercise.name.casefold(),
        names.casefold(),
        " ".join(f"{area.label} {area.value}" for area in areas).casefold(),
        " ".join(text).casefold(),
    )


def rank(exercise: Exercise, text: str) -> int | None:
    """How well a search fits, 0 best; None where a word of it stands nowhere.

    A word at the start of the name counts most, then in the name, an alias, an area, the text.
    """
    return rank_in(searchable(exercise), text)


def rank_in(fields: tuple[str, ...], text: str) -> int | None:
    """How well a search fits what ``searchable`` has given."""
    worst = 0
    for word in text.casefold().split():
        if fields[0].startswith(word):
            continue
        place = next((n for n, field in enumerate(fields, 1) if word in field), None)
        if place is None:
            return None
        worst = max(worst, place)
    return worst
