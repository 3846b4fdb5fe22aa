"""``loosen demo``: the app on three made-up months, in a folder that is gone afterwards."""

from dataclasses import replace

import click

from loosen.cli.context import Opening, Program, pass_program
from loosen.services.demo import furnished, own_folder
from loosen.storage.history_db import HistoryProblem

DEMO_HELP = """\b
Examples:
  loosen demo                     look around; 4 is progress
  loosen report                   of your own weeks, in words

Nothing of yours is read or written. What you do there is forgotten with the folder when you quit.
"""


@click.command("demo", short_help="Look around in made-up months.", epilog=DEMO_HELP)
@pass_program
def demo_command(program: Program, /) -> int:
    """Open the app on a made-up history of three months; 4 shows its progress."""
    with own_folder(program.library.locations.demos) as folder:
        try:
            library = furnished(folder, program.today())
        except HistoryProblem as problem:
            raise click.ClickException(str(problem)) from None
        return replace(program, open_library=lambda: library).open(Opening(demo=True))
