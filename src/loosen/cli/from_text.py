"""``loosen from-text``: a physiotherapist's sheet, typed in or copied, as a routine.

Exit codes: 0 with a routine, 1 where a line has no place or there is no exercise, 2 for what cannot be.
"""

import sys

import click

from loosen.cli.context import Program
from loosen.cli.sheets import SheetRequest, carry_out

FROM_TEXT_HELP = """\b
Examples:
  loosen from-text sheet.txt
  loosen from-text sheet.txt --name "From the physio" --save
  loosen from-text sheet.txt --run
  pdftotext -layout sheet.pdf - | loosen from-text - --no-ask > mine.toml

One exercise a line, as on paper: “Knee to chest, 5 x 10 s each side, twice a day”. Its dose and how it
is done may follow on lines of their own; headings, numbering and columns are understood. A name is taken
only where the catalogue leaves no other reading; for the rest you are asked, or, where nobody can be
asked, it is listed with the nearest names, and there is no routine unless you say --leave-out.

What was read goes to stderr, line by line, the routine to stdout.

JSON: one object with name, frequency, unplaced (line numbers), lines (line, text, fate: placed, asked,
heading, note or blank; said, step, told, near) and routine (null where there is none).
"""


@click.command("from-text", short_help="Read a sheet of exercises.", epilog=FROM_TEXT_HELP)
@click.argument("source", metavar="FILE|-")
@click.option("--name", metavar="NAME", help="What the routine is called.")
@click.option("--save", is_flag=True, help="Keep it as a routine of yours.")
@click.option("--run", is_flag=True, help="Open the app on it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--no-ask", is_flag=True, help="Ask nothing, also at a terminal.")
@click.option("--leave-out", is_flag=True, help="Go on without the lines that have no place.")
@click.pass_context
def from_text_command(
    ctx: click.Context,
    /,
    *,
    source: str,
    name: str | None,
    save: bool,
    run: bool,
    as_json: bool,
    no_ask: bool,
    leave_out: bool,
) -> None:
    """Read a sheet of exercises, as a physiotherapist writes it, into a routine."""
    if run and source == "-" and not sys.stdin.isatty():
        raise click.UsageError("the app needs the keyboard that “-” takes; use --save, then run it")
    wish = SheetRequest(
        source, name, save=save, run=run, as_json=as_json, asked=not no_ask, leave_out=leave_out
    )
    ctx.exit(carry_out(ctx.ensure_object(Program), wish))
