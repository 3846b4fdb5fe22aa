"""Reader of routine files; checks them against the catalogue and reports all problems of a file."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from loosen.domain.catalogue import Catalogue
from loosen.domain.routine import Routine, RoutineProblem, check, unknown_exercise
from loosen.domain.value import Value
from loosen.storage import files
from loosen.storage.problems import BadFile, FileProblem, in_order, keys_of, line_of, shown_path


class Checked(Value):
    """A routine file that was looked at: the routine if it can be used, and what is wrong."""

    path: Path
    routine: Routine | None
    problems: tuple[FileProblem, ...] = ()


def check_file(path: Path, catalogue: Catalogue, known: files.Known | None = None) -> Checked:
    """A routine file with everything that is wrong with it; see ``files.read_record``."""
    try:
        routine = files.read_record(Routine, path, known=known)
    except BadFile as error:
        also = _problems_of_damaged(path, catalogue, error.problems)
        return Checked(path, None, in_order((*error.problems, *also)))
    problems = _with_lines(path, check(routine, catalogue))
    return Checked(path, None if problems else routine, in_order(problems))


def _problems_of_damaged(
    path: Path, catalogue: Catalogue, known: Iterable[FileProblem]
) -> tuple[FileProblem, ...]:
    """Unknown exercises in a file that is no routine, so that they are told in the same breath."""
    try:
        data = files.parse(files.read_text(path), shown_path(path))
    except BadFile:
        return ()
    keys = {problem.key for problem in known}
    return _with_lines(
        path,
        (
            unknown_exercise(place, slug, catalogue)
            for place, slug in _named_exercises(data.get("steps"))
            if slug not in catalogue and place not in keys
        ),
    )


def _named_exercises(steps: object, place: str = "steps") -> Iterator[tuple[str, str]]:
    """The exercises named in a file's steps, each with its key, whatever else is in them."""
    for number, step in enumerate(steps if isinstance(steps, list) else (), 1):
        here = f"{place}[{number}]"
        if isinstance(step, dict):
            slug = step.get("exercise")
            if isinstance(slug, str):
                yield f"{here}.exercise", slug
            yield from _named_exercises(step.get("among"), f"{here}.among")


def _with_lines(path: Path, found: Iterable[RoutineProblem]) -> tuple[FileProblem, ...]:
    found = tuple(found)
    if not found:
        return ()
    name, text = shown_path(path), files.read_text(path)
    return tuple(
        FileProblem(name, p.wrong, p.key, p.instead, line_of(text, keys_of(p.key))) for p in found
    )
