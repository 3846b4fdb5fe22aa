"""``loosen new``: a file for an exercise of the person's own, from a template."""

import click

from loosen.cli.completion import exercise_names
from loosen.cli.output import say
from loosen.cli.runtime import Runtime, pass_runtime
from loosen.domain.own_exercise import LONGEST_NAME
from loosen.domain.text import clean, slug_of
from loosen.storage import files
from loosen.storage.exercise_template import template
from loosen.storage.problems import shown_path

HELP = """\b
Examples:
  loosen new exercise "Wall calf stretch"
  loosen new exercise "My pigeon" --like pigeon-pose
  loosen new exercise "Pigeon pose" --replace

The file says of every key what it means and what may stand there. It is right as it is, so the exercise
is in the list at once. With --replace it takes the place of the exercise that ships under the same ID,
which a file never does unasked.
"""


@click.group("new", short_help="Begin an exercise of your own.", epilog=HELP)
def new_command() -> None:
    """Begin a file of your own."""


@new_command.command("exercise", short_help="Begin an exercise.", epilog=HELP)
@click.argument("name")
@click.option(
    "--like", metavar="ID", shell_complete=exercise_names, help="Begin with all that this one says."
)
@click.option("--replace", is_flag=True, help="In place of the one that ships under its ID.")
@pass_runtime
def exercise_command(runtime: Runtime, /, name: str, *, like: str | None, replace: bool) -> None:
    """Write a file for an exercise of your own, and say where it is."""
    library = runtime.library
    title = clean(name, LONGEST_NAME + 1)
    if not 0 < len(title) <= LONGEST_NAME:
        raise click.BadParameter(f"a name has 1 to {LONGEST_NAME} characters", param_hint="NAME")
    slug = slug_of(title, "exercise")
    ships = slug in library.snapshot.shipped
    if ships and not replace:
        hint = "choose another name, or add --replace to put yours in its place"
        raise click.UsageError(f"“{slug}” is an exercise that ships; {hint}")
    if replace and not ships:
        raise click.UsageError(f"no exercise that ships is called “{slug}”; leave --replace out")
    source = like or (slug if ships else None)
    model = library.exercise(source) if source else None
    figure = model is not None and library.figure(model) is not None
    path = library.locations.exercises / f"{slug}.toml"
    try:
        files.write_new(path, template(title, slug, model, figure=figure, replaces=replace))
    except FileExistsError:
        raise click.ClickException(
            f"{shown_path(path)} is there already, and stays as it is; choose another name"
        ) from None
    say(f"written: {shown_path(path)}")
    say("fill it in; “loosen check” says what is wrong with it")
