"""Reader of a person's own exercise files; checks them against the catalogue.

An exercise whose file is right is used even where something beside it is wrong: a figure that cannot be
drawn, or another exercise that it names and that is gone.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from loosen.domain.catalogue import Catalogue
from loosen.domain.own_exercise import OwnExercise
from loosen.domain.value import Value
from loosen.storage import files
from loosen.storage.problems import BadFile, FileProblem, in_order, line_of, nearest, shown_path

NOT_ONES_OWN = {
    "default": "a line “dose = …” at the top; here a dose is your own",
    "doses": "a line “dose = …” instead: this key says what articles give",
    "ours": "nothing instead: this key says what is loosen’s",
    "reading": "“cues” instead: this key says how loosen reads an article",
    "stiffer_side": "“stiffer_rounds” in a step of a routine instead",
    "variants": "a file for each of them instead",
    "origin": "nothing instead: whose it is shows by where it is",
}
"""Keys of exercises that ship which speak for an article or for us, and what to write instead."""


class CheckedExercise(Value):
    """Checked file: the exercise if it can be used, and its problems."""

    path: Path
    own: OwnExercise | None
    problems: tuple[FileProblem, ...] = ()


def check_exercise(
    path: Path, shipped: Catalogue, others: Collection[str], known: files.Known | None = None
) -> CheckedExercise:
    """Read an exercise file with all its problems, except those of its figure.

    ``others`` are the slugs of the person's other exercises; ``known`` is as in ``files.read_record``.
    """
    try:
        own = files.read_record(OwnExercise, path, known=known)
    except BadFile as error:
        return CheckedExercise(path, None, tuple(map(_in_place, error.problems)))
    text, name = files.read_text(path), shown_path(path)
    if own.slug in shipped and own.replaces is None:
        wrong = f"“{own.slug}” is the name of an exercise that ships"
        line = f'a line “replaces = "{own.slug}"”'
        instead = f"{line} if this one is to take its place, or give the file another name"
        clash = FileProblem(name, wrong, "replaces", instead, line_of(text, ["name"]))
        return CheckedExercise(path, None, (clash,))
    beside = _beside(own, name, text, shipped, {*shipped, *others})
    return CheckedExercise(path, own, in_order(beside))


def _in_place(problem: FileProblem) -> FileProblem:
    """A problem with a key that only shipped files have says what to write instead."""
    instead = NOT_ONES_OWN.get(problem.key or "")
    return problem._replace(instead=instead) if instead else problem


def _beside(
    own: OwnExercise, name: str, text: str, shipped: Catalogue, known: Collection[str]
) -> Iterator[FileProblem]:
    if own.replaces and own.replaces not in shipped:
        wrong = f"no exercise that ships is called “{own.replaces}”; leave the line out"
        yield FileProblem(name, wrong, "replaces", line=line_of(text, ["replaces"]))
    for key, slug in own.references:
        if slug not in known and slug not in shipped:
            near = nearest(slug, known)
            instead = f"“{near}”" if near else "a slug that “loosen list” shows"
            wrong = f"“{slug}” is not in the catalogue"
            yield FileProblem(name, wrong, key, instead, line_of(text, [key]))
