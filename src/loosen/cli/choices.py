"""``loosen like`` and ``keep-up``: the choices that the keys + - x make in the app."""

from pathlib import Path

import click

from loosen.cli.completion import exercise_names, routine_names
from loosen.cli.output import say
from loosen.cli.runtime import Runtime, pass_runtime
from loosen.domain.settings import Liking
from loosen.domain.text import clean
from loosen.services.choices import set_kept_up, set_liking
from loosen.text.wording import kept_words, liking_words

LIKE_HELP = """\b
Examples:
  loosen like pelvic-tilt
  loosen like pigeon-pose --never
  loosen like pigeon-pose --neither
  loosen list --liked

The composer takes it into account. It is kept in your settings.
"""
KEEP_UP_HELP = """\b
Examples:
  loosen keep-up egoscue-flow
  loosen keep-up egoscue-flow --not
  loosen due

“loosen due” says when it is due. It is kept in your settings.
"""


@click.command("like", short_help="Say what you think of an exercise.", epilog=LIKE_HELP)
@click.argument("exercise", metavar="ID", shell_complete=exercise_names)
@click.option("--less", is_flag=True, help="You would rather not.")
@click.option("--never", is_flag=True, help="Never for you.")
@click.option("--neither", is_flag=True, help="Like any other again.")
@pass_runtime
def like_command(
    runtime: Runtime, /, exercise: str, *, less: bool, never: bool, neither: bool
) -> None:
    """Like an exercise, by its ID or its name; or say with an option that you do not."""
    if less + never + neither > 1:
        raise click.UsageError("--less, --never and --neither do not go together")
    library = runtime.library
    found, likings = library.exercise(exercise), library.settings.exercises
    liking = Liking.LESS if less else Liking.NEVER if never else None if neither else Liking.LIKED
    if likings.liking(found.slug) is not liking:
        _say_backup(set_liking(library, found.slug, liking, runtime.now().date()))
    say(clean(liking_words(found.name, liking)))


@click.command("keep-up", short_help="Schedule a routine.", epilog=KEEP_UP_HELP)
@click.argument("name", metavar="NAME", shell_complete=routine_names)
@click.option("--not", "let_go", is_flag=True, help="Take it off the schedule.")
@pass_runtime
def keep_up_command(runtime: Runtime, /, name: str, *, let_go: bool) -> None:
    """Schedule a routine, by its ID or its name, to be told when it is due."""
    library, today = runtime.library, runtime.now().date()
    kept_up = library.settings.routines.keep_up
    if let_go and name in kept_up and name not in library.routines:
        # The routine's file is gone, so the settings are the only place that still names it.
        _say_backup(set_kept_up(library, name, today, kept=False))
        say(f"{clean(name)} is no longer scheduled.")
        return
    routine = library.routine(name)
    if library.routines.get(routine.slug) != routine:
        raise click.UsageError(
            "a routine in another place cannot be scheduled; “loosen add” takes it in"
        )
    if (routine.slug in kept_up) is let_go:
        _say_backup(set_kept_up(library, routine.slug, today, kept=not let_go))
    say(clean(kept_words(routine, kept=not let_go)))


def _say_backup(path: Path | None) -> None:
    if path:
        say(f"Your own file, with its comments, is kept as {path.name}.")
