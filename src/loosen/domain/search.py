"""Text search of exercises: the fields searched and the rank of a match."""

from loosen.domain.exercise import Exercise


def search_fields(exercise: Exercise) -> tuple[str, str, str, str]:
    """Return the searched fields of an exercise, the most significant first: name, aliases, areas, text.

    They are case-folded with a space before every word, so that a search can match the start of a word.
    """
    names = " · ".join((*exercise.aliases, *(v.name for v in exercise.variants)))
    areas = exercise.areas.primary + exercise.areas.secondary
    position = exercise.position.label if exercise.position else ""
    words = (position, exercise.kind.label, exercise.family.replace("-", " "))
    text = (exercise.summary, exercise.feel or "", *exercise.steps, *exercise.cues, *words)
    return (
        _fold(exercise.name),
        _fold(names),
        _fold(" ".join(f"{area.label} {area.value}" for area in areas)),
        _fold(" ".join(text)),
    )


def _fold(text: str) -> str:
    return f" {text.casefold().replace('-', ' ')}"


def rank(exercise: Exercise, text: str) -> int | None:
    """Return the rank of a search in an exercise, 0 best; None where a word of it is not found.

    A word of the search ranks best at the start of the name; then by field, the name before aliases,
    areas and text, and within a field at the start of a word before inside one. The worst word counts.
    """
    return rank_fields(search_fields(exercise), text)


def rank_fields(fields: tuple[str, ...], text: str) -> int | None:
    """Return the rank, as in ``rank``, of a search in the fields from ``search_fields``."""
    worst = 0
    for word in _fold(text).split():
        start = f" {word}"
        if fields[0].startswith(start):
            continue
        for number, field in enumerate(fields):
            if word in field:
                worst = max(worst, 2 * number + (1 if start in field else 2))
                break
        else:
            return None
    return worst
