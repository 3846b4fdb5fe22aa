"""A brief on the command line: its options, its words, and the questions about words that are not understood.

Words are said back as they were understood. All of that goes to stderr, since the plan goes to stdout.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar  # what click hands over is typed by its options

import click
from click.core import ParameterSource

from loosen.cli.asking import Ask, terminal
from loosen.cli.completion import exercise_names
from loosen.cli.output import complain
from loosen.cli.word_options import word_of, word_option
from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Side, Surface, Word
from loosen.domain.brief import LONGEST, SHORTEST, Brief
from loosen.domain.brief_words import UnreadWords, Wishes, read_wishes
from loosen.domain.catalogue import Catalogue
from loosen.domain.settings import Settings
from loosen.services.library import Library, likings_for
from loosen.storage import files
from loosen.storage.problems import BadFile, FileProblem

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def _seconds(_ctx: click.Context, _param: click.Parameter, text: str) -> int:
    match = re.fullmatch(r"(\d{1,3})(?::([0-5]\d)|\.(\d))?", text.strip())
    if match is None:
        raise click.BadParameter("write minutes, for example 10, 7.5 or 9:30")
    seconds = int(match[1]) * 60 + int(match[2] or 0) + int(match[3] or 0) * 6
    if not SHORTEST <= seconds <= LONGEST:
        raise click.BadParameter(f"write {SHORTEST // 60} to {LONGEST // 60} minutes")
    return seconds


def _whole(_ctx: click.Context, _param: click.Parameter, text: str | None) -> int | None:
    if text is None:
        return None
    if not re.fullmatch(r"-?\d{1,9}", text.strip()):
        raise click.BadParameter("write a whole number")
    return int(text)


def _weighted(
    _ctx: click.Context, _param: click.Parameter, texts: tuple[str, ...]
) -> dict[Word, int | str]:
    """Areas with their weights, from texts such as ``hip-flexors:2``; the weight is 1 where none is given."""
    parts = [text.partition(":") for text in texts]
    return {
        word_of(area, Area): int(weight) if weight.isdecimal() else weight or 1
        for area, _, weight in parts
    }


def _counted(
    _ctx: click.Context, _param: click.Parameter, texts: tuple[str, ...]
) -> dict[Word, str]:
    """Kinds with their numbers, from texts such as ``strength:3-4``."""
    parts = [text.partition(":") for text in texts]
    if any(not number for _, _, number in parts):
        raise click.BadParameter("write how many behind a colon, for example strength:3-4")
    return {word_of(kind, Kind): number for kind, _, number in parts}


OPTIONS = (
    click.option(
        "--minutes",
        "seconds",
        default="10",
        callback=_seconds,
        metavar="M[:SS]",
        help="The time there is; 10 minutes if not given.",
    ),
    click.option(
        "--area",
        "areas",
        multiple=True,
        callback=_weighted,
        metavar="AREA[:1-3]",
        help="What it is for, with its weight.",
    ),
    word_option("position", Position, "Only these start positions."),
    word_option("with", Equipment, "Also at hand, beside what your settings say."),
    word_option("without", Equipment, "Not at hand."),
    word_option("surface", Surface, "All of it done there, for example bed."),
    word_option("avoid", Caution, "Leave out what carries this caution."),
    word_option("level", Level, "Nothing that asks more than this."),
    click.option("--ours-only", is_flag=True, help="Nothing imported: what ships, and your own."),
    click.option(
        "--include",
        multiple=True,
        metavar="ID",
        shell_complete=exercise_names,
        help="An exercise that must be in it.",
    ),
    click.option(
        "--exclude",
        multiple=True,
        metavar="ID",
        shell_complete=exercise_names,
        help="An exercise that must not.",
    ),
    click.option(
        "--kind",
        "kinds",
        multiple=True,
        callback=_counted,
        metavar="KIND:N[-M]",
        help="How many of a kind.",
    ),
    click.option("--steps", metavar="N[-M]", help="How many steps."),
    click.option(
        "--max-per-family",
        callback=_whole,
        metavar="N",
        help="At most so many of a family; 1 if not given.",
    ),
    click.option(
        "--start-moving/--any-start",
        default=True,
        help="Begin with easy movement, as is usual, or with anything.",
    ),
    click.option("--end-quiet", is_flag=True, help="End with a hold or a rest posture."),
    word_option("stiffer", Side, "The side that feels stiffer."),
    click.option(
        "--seed", callback=_whole, metavar="N", help="Choose differently among near equals."
    ),
)


def brief_options(command: Decorated) -> Decorated:
    """Add all options of a brief to a command."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


NO_WISHES = Wishes()
FIELD_OF = {"position": "positions"}
"""The field of a brief by the name of its option, where the two differ."""


def given_fields(ctx: click.Context) -> set[str]:
    """Return the fields of a brief that the command line gives an option for."""
    given = (
        key for key in ctx.params if ctx.get_parameter_source(key) is ParameterSource.COMMANDLINE
    )
    return {FIELD_OF.get(key, key) for key in given}


def brief_of(
    library: Library,
    options: Mapping[str, Any],
    recency: Mapping[str, int] | None = None,
    wishes: Wishes = NO_WISHES,
    given: Collection[str] = (),
) -> Brief:
    """Return the brief of a command line, with the person's settings as its defaults.

    ``recency`` is the days since each exercise was last done. ``given`` are the fields that options are given
    for: they go before words.

    Raises:
        UnknownName: for an exercise that is not in the catalogue.
        click.UsageError: when the options contradict one another.
    """
    settings = library.settings_with("avoid", "equipment", "exercises", "stiffer_side")
    values: dict[str, Any] = {
        "seconds": options["seconds"],
        "areas": options["areas"],
        "positions": options["position"] or tuple(Position),
        "equipment": _at_hand(settings, options["with"], options["without"]),
        "avoid": (*settings.avoid, *options["avoid"]),
        "ours_only": options["ours_only"],
        "include": [library.exercise(name).slug for name in options["include"]],
        "exclude": [library.exercise(name).slug for name in options["exclude"]],
        "kinds": options["kinds"],
        "start_moving": options["start_moving"],
        "end_quiet": options["end_quiet"],
        "stiffer": options["stiffer"][-1] if options["stiffer"] else settings.stiffer_side,
        **{key: options[key][-1] if options[key] else None for key in ("level", "surface")},
        **{key: options[key] for key in ("steps", "max_per_family", "seed")},
    }
    values = wishes.applied_to(values, kept=given)
    values |= likings_for(settings.exercises, values["include"]) | {"recency": recency}
    present = {key: value for key, value in values.items() if value is not None}
    try:
        return files.validate(Brief, present, "")
    except BadFile as bad:
        raise click.UsageError("; ".join(map(_problem_words, bad.problems))) from bad


def _at_hand(settings: Settings, more: Iterable[Word], less: Iterable[Word]) -> set[Word]:
    return ({*settings.equipment} | {*more}) - {*less}


FLAG_OF = {"areas": "area", "kinds": "kind", "positions": "position"}
"""Flags that differ from the brief's field."""


def _problem_words(problem: FileProblem) -> str:
    field, _, part = (problem.key or "").partition(".")
    flag = f"--{FLAG_OF.get(field, field).replace('_', '-')} {part}".rstrip()
    instead = f"; write {problem.instead}" if problem.instead else ""
    return f"{flag}: {problem.wrong}{instead}" if field else f"{problem.wrong}{instead}"


MOST_QUESTIONS = 9
HOW = "say it otherwise, or leave it out"


def wishes_of(text: str, catalogue: Catalogue) -> Wishes:
    """Return what words ask for, once all of them are understood; nothing for no words.

    Raises:
        click.UsageError: for words that are not understood, where nobody can be asked.
    """
    if not text.strip():
        return Wishes()
    wishes = read_wishes(text, catalogue)
    with terminal(piped=False) as ask:
        for _ in range(MOST_QUESTIONS):
            if ask is None or not wishes.unread:
                break
            wishes = _asked(wishes, ask, catalogue)
    if wishes.unread:
        raise click.UsageError(
            f"not understood: {'; '.join(map(_unread_words, wishes.unread))}; {HOW}"
        )
    complain(f"Understood: {'; '.join(wishes.understood) or 'nothing in particular'}.")
    return wishes


def _unread_words(unread: UnreadWords) -> str:
    because = f" ({unread.because})" if unread.because else ""
    return f"“{unread.words}”{because}"


def _asked(wishes: Wishes, ask: Ask, catalogue: Catalogue) -> Wishes:
    """Return the wishes with what a person says instead of the first words that were not understood."""
    first, *rest = wishes.unread
    typed = ask(
        f"Not understood: {_unread_words(first)}. Say it otherwise, or Enter to leave it out: "
    )
    if typed is None:
        return wishes
    return wishes.followed_by(read_wishes(typed, catalogue), unread=rest)
