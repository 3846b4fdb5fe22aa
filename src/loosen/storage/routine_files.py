"""Routine files: read and checked against the catalogue, and written in the layout that a person would use.

All problems of a file are reported at once. A written file has its keys in the order in which they are read,
a blank line before every step, doses as text, and nothing that goes without saying.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any  # a dumped record, whose fields are of many types

from loosen.domain.catalogue import Catalogue
from loosen.domain.routine import Routine, RoutineProblem, check, unknown_exercise
from loosen.domain.value import Value
from loosen.storage import files
from loosen.storage.problems import BadFile, FileProblem, in_order, keys_of, line_of, shown_path

HEAD = ("name", "summary", "source", "frequency", "when", "rules", "ours")
STEP = (
    "section",
    "exercise",
    "pick",
    "dose",
    "rest",
    "stiffer_rounds",
    "open_ended",
    "among",
    "most_per_family",
    "note",
)
LONGEST_INLINE = 120
"""Characters of the longest choice that is written on one line."""


class Checked(Value):
    """Checked file: the routine if it can be used, and its problems."""

    path: Path
    routine: Routine | None
    problems: tuple[FileProblem, ...] = ()


def check_file(path: Path, catalogue: Catalogue, known: files.Known | None = None) -> Checked:
    """Read a routine file with all its problems; see ``files.read_record``."""
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
    """Unknown exercises in a file that is no valid routine, so that all problems are reported at once."""
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


def routine_text(routine: Routine) -> str:
    """The text of a routine's file: reading it gives the same routine back."""
    plain = routine.to_plain(defaults=False)
    parts = ["".join(_line(key, plain[key]) for key in HEAD if key in plain)]
    parts += ["".join(_step_table("steps", step)) for step in plain["steps"]]
    if "brief" in plain:
        parts.append(files.toml_text({"brief": plain["brief"]}))
    return "\n".join(parts)


def _step_table(name: str, step: Mapping[str, Any]) -> Iterator[str]:
    yield f"[[{name}]]\n"
    among = step.get("among", ())
    inline = [f"    {_inline(choice)},\n" for choice in among]
    on_lines = any(len(line) > LONGEST_INLINE for line in inline)
    for key in STEP:
        if key == "among" and among and not on_lines:
            yield f"among = [\n{''.join(inline)}]\n"
        elif key == "pick" and key in step:
            yield _line(key, int(step[key]) if step[key].isdecimal() else step[key])
        elif key in step and key != "among":
            yield _line(key, step[key])
    if on_lines:
        for choice in among:
            yield "\n"
            yield from _step_table(f"{name}.among", choice)


def _inline(step: Mapping[str, Any]) -> str:
    return (
        "{ " + ", ".join(_line(key, step[key]).rstrip("\n") for key in STEP if key in step) + " }"
    )


def _line(key: str, value: object) -> str:
    return files.toml_text({key: value})
