"""``loosen export`` and ``loosen add``: a routine shared as one file."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from loosen.cli.completion import routine_names
from loosen.cli.history import export_history
from loosen.cli.output import complain, paragraph, say, say_all, strong, table, write_and_say
from loosen.cli.runtime import Runtime, pass_runtime
from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Origin
from loosen.domain.routine import Routine, resolve
from loosen.domain.timeline import unroll
from loosen.services.library import Library
from loosen.services.shared_intake import Arrival, ArrivalOutcome, Intake, plan, take_in
from loosen.services.sharing import Shared, read_shared, share, shared_text
from loosen.storage import files
from loosen.storage.problems import shown_path
from loosen.text import wording

STDIN = Path("-")
EXPORT_HELP = """\b
Examples:
  loosen export after-the-drive > after-the-drive.toml
  loosen export "After the drive" --output after-the-drive.toml
  loosen export --history history.jsonl
  loosen export --history | ssh OTHER loosen import-history -

The file holds the routine and all of your own that it uses: exercises and figures. What a routine was
composed from stays with you: it says what hurts. “loosen add FILE” takes it in.

The history is JSON lines: first an object with the keys format (loosen-history) and version (1), then a
session on each line, with the keys that “loosen history --json” has.
"""
ADD_HELP = """\b
Examples:
  loosen add after-the-drive.toml
  loosen add after-the-drive.toml --yes
  curl -s https://example.org/after-the-drive.toml | loosen add - --yes

Nothing of yours is ever written over: what is there already and differs stays, and the newcomer gets
another name. The exercises in the file are its maker's; look at them before you do them.
"""


@click.command("export", short_help="Print a routine to share.", epilog=EXPORT_HELP)
@click.argument("name", metavar="NAME|FILE", required=False, shell_complete=routine_names)
@click.option("--history", is_flag=True, help="The whole history instead, into FILE if named.")
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a file instead; none is written over.",
)
@pass_runtime
def export_command(
    runtime: Runtime, /, name: str | None, *, history: bool, output: Path | None
) -> None:
    """Print a routine, with all of your own that it uses, as one file; or the history."""
    if history:
        export_history(runtime, output or (Path(name) if name else None))
        return
    if name is None:
        raise click.UsageError("name a routine, or ask for the history with --history")
    library = runtime.library
    shared = share(library.routine(name), library.snapshot, library.locations)
    text = shared_text(shared)
    for source in _imported_sources(library.routine(name), library.catalogue):
        complain(
            f"exercises imported from {source} are not in the file: who adds it needs that set too"
        )
    if output is None:
        click.echo(text.encode(), nl=False)
        return
    write_and_say(output, text, "written:")


def _imported_sources(routine: Routine, catalogue: Catalogue) -> list[str]:
    """The imported sets that a routine uses exercises of."""
    used = (catalogue[step.exercise] for step in routine.exercise_steps)
    return sorted({one.attribution.source for one in used if one.attribution})


@click.command("add", short_help="Take in a shared routine.", epilog=ADD_HELP)
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Add it without asking.")
@pass_runtime
def add_command(runtime: Runtime, /, file: Path, *, yes: bool) -> None:
    """Show what a shared routine is and brings along, ask, and add it to yours."""
    library = runtime.library
    name = "the input" if file == STDIN else shown_path(file)
    text = (
        files.text_within_limits(sys.stdin.buffer, name) if file == STDIN else files.read_text(file)
    )
    shared = read_shared(text, name, library.snapshot)
    intake = plan(shared, library.snapshot, library.locations)
    say_all(_contents(shared, intake, library))
    if not intake.writes:
        say("Nothing to add.")
        return
    if file == STDIN and not yes:
        raise click.UsageError("nothing is added: the input is the file, so add --yes to agree")
    if not yes and not click.confirm("Add it?", err=True):
        complain("nothing is added")
        return
    take_in(intake)
    say(f"Added: “loosen run {intake.routine.slug}” begins it.")


def _contents(shared: Shared, intake: Intake, library: Library) -> Iterator[str]:
    """The lines that describe a shared file; all texts from it are cleaned."""
    catalogue, pace = shared.catalogue(library.snapshot), library.settings.pace
    steps = resolve(shared.routine, catalogue)
    timeline = unroll(steps, catalogue, pace, library.settings.stiffer_side)
    count = wording.count_words(len(steps), "exercise")
    yield strong(shared.routine.name)
    yield paragraph(f"{count}, {wording.clock_words(timeline.seconds)}: {shared.routine.summary}")
    yield ""
    included = {own.slug for own in shared.exercises}
    rows = [
        (
            f"{number}",
            catalogue[step.exercise].name,
            wording.dose_words(step.dose_for(catalogue[step.exercise])),
            _whose(catalogue[step.exercise].origin, included=step.exercise in included),
        )
        for number, step in enumerate(steps, 1)
    ]
    yield from table(rows, right=frozenset({0}))
    yield ""
    if intake.exercises:
        yield paragraph("It brings its maker’s own exercises; nobody here has checked them:")
        yield from (paragraph(f"{one.given}: {_outcome_words(one)}", 2) for one in intake.exercises)
        yield ""
    yield paragraph(f"The routine “{intake.routine.given}”: {_outcome_words(intake.routine)}.")


def _whose(origin: Origin, *, included: bool) -> str:
    if included:
        return "in the file"
    return {Origin.OWN: "yours", Origin.IMPORTED: "imported"}.get(origin, "")


def _outcome_words(arrival: Arrival) -> str:
    match arrival.outcome:
        case ArrivalOutcome.ADDED:
            return "is added"
        case ArrivalOutcome.THERE:
            return "is there already, and the same"
        case ArrivalOutcome.RENAMED:
            return f"another one is called so and stays; this one becomes “{arrival.slug}”"
