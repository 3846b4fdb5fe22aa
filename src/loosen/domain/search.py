"""What a search looks through in an exercise, and how well the two fit."""

from loosen.domain.exercise import Exercise


def searchable(exercise: Exercise) -> tuple[str, str, str, str]:
    """What a search looks through, the most telling first: name, aliases, areas, text.

    Folded, with a space before every word, so that words can be told by their beginning.
    """
    names = " · ".join((*exercise.aliases, *(v.name for v in exercise.variants)))
    areas = exercise.areas.primary + exercise.areas.secondary
    position = exercise.position.label if exercise.position else ""
    words = (position, exercise.kind.label, exercise.family.replace("-", " "))
    text = (exercise.summary, exercise.feel or "", *exercise.steps, *exercise.cues, *words)
    return (
        _folded(exercise.name),
        _folded(names),
        _folded(" ".join(f"{area.label} {area.value}" for area in areas)),
        _folded(" ".join(text)),
    )


def _folded(text: str) -> str:
    return f" {text.casefold().replace('-', ' ')}"


def rank(exercise: Exercise, text: str) -> int | None:
    """How well a search fits, 0 best; None where a word of it stands nowhere.

    A word at the start of the name counts most, then in the name, an alias, an area, the text; and in
    each of them at the beginning of a word more than inside of one.
    """
    return rank_in(searchable(exercise), text)


def rank_in(fields: tuple[str, ...], text: str) -> int | None:
    """How well a search fits what ``searchable`` has given."""
    worst = 0
    for word in _folded(text).split():
        begun = f" {word}"
        if fields[0].startswith(begun):
            continue
        for place, field in enumerate(fields):
            if word in field:
                worst = max(worst, 2 * place + (1 if begun in field else 2))
                break
        else:
            return None
    return worst
