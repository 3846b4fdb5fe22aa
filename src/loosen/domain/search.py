"""Text search of exercises: the fields searched, the rank of a match, and where a text matches."""

from collections.abc import Collection, Iterator

from loosen.domain.body import Area
from loosen.domain.exercise import Areas, Exercise


def search_fields(exercise: Exercise) -> tuple[str, ...]:
    """Return the searched fields of an exercise, the most significant first.

    They are the name, aliases, primary areas, secondary areas and text, case-folded with a space before
    every word, so that a search can match the start of a word.
    """
    names = " · ".join((*exercise.aliases, *(v.name for v in exercise.variants)))
    position = exercise.position.label if exercise.position else ""
    words = (position, exercise.kind.label, exercise.family.replace("-", " "))
    text = (exercise.summary, exercise.feel or "", *exercise.steps, *exercise.cues, *words)
    return (
        _fold(exercise.name),
        _fold(names),
        _area_field(exercise.areas.primary),
        _area_field(exercise.areas.secondary),
        _fold(" ".join(text)),
    )


def _area_field(areas: Collection[Area]) -> str:
    """The areas' labels and file words: both are searched, as people know either."""
    return _fold(" ".join(f"{area.label} {area.value}" for area in areas))


def _fold(text: str) -> str:
    return f" {text.casefold().replace('-', ' ')}"


def rank(fields: tuple[str, ...], text: str) -> int | None:
    """Return the rank of a search in the fields of an exercise, 0 best; None where a word is not found.

    A word of the search ranks best at the start of the name; then by field, the name before aliases,
    primary areas, secondary areas and text, and within a field at the start of a word before inside one.
    The worst word counts. ``fields`` are those of ``search_fields``.
    """
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


def asked_areas(areas: Areas, text: str, wanted: Collection[Area] = ()) -> tuple[Area, ...]:
    """Return the areas of an exercise that are ``wanted`` or that a search names, the best match first.

    A search names an area whose label or file word has a word that begins with one of the search.
    """
    words = _fold(text).split()

    def fit(area: Area) -> int:
        field = _area_field((area,))
        return len(words) + 1 if area in wanted else sum(f" {word}" in field for word in words)

    fitting = [area for area in areas.primary + areas.secondary if fit(area)]
    return tuple(sorted(fitting, key=fit, reverse=True))


def match_spans(shown: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return where the words of a search match a shown text: starts and ends, in order, none overlapping.

    A word matches at the start of each word that it begins; where there is none, inside the first one
    that contains it.
    """
    # Folded letter by letter, so that each place is one in the shown text: "ß" would become two letters.
    folded = " " + "".join(_fold_letter(letter) for letter in shown)
    marked: set[int] = set()
    for word in _fold(text).split():
        starts = list(_places(folded, f" {word}"))
        inside = folded.find(word)
        if not starts and inside > 0:
            starts = [inside - 1]
        for start in starts:
            marked.update(range(start, start + len(word)))
    return tuple(_runs(marked))


def _fold_letter(letter: str) -> str:
    folded = letter.casefold()
    return " " if letter == "-" else folded if len(folded) == 1 else letter


def _places(text: str, part: str) -> Iterator[int]:
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


def _runs(places: set[int]) -> Iterator[tuple[int, int]]:
    for place in sorted(places):
        if place - 1 not in places:
            end = place
            while end in places:
                end += 1
            yield place, end
