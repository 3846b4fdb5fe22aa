"""``loosen due``: the routines that are due, as a line for a prompt, a clock or a login.

Exit codes: as in ``prompt``, and 2 for a wrong format.
"""

import click

from loosen.cli.prompt import format_problem, say_due
from loosen.cli.runtime import Runtime

DUE_HELP = """It is a line for the first routine that is due; with --all, one for each that is scheduled, due
or not.

\b
In a format:
  {name} {id}   the routine
  {minutes}     how long it takes at your pace
  {last}        when it was last done: “yesterday”, “never”
  {count}       how often it was done today, or this week if weeks count
  {asked}       how often it is meant to be done then: “2–3”
  {often}       the same in words: “2–3 times a week”
  {why}         “due”, or why it is not
  {due}         how many routines are due

\b
Examples:
  loosen due
  loosen due --format "{name}, last {last}"
  loosen due --all

JSON: a list of objects with the keys id, name, due (true or false), why (due, done, between, strength,
early, day-off or never), seconds, last (a time, or null), count, frequency (or null) and until (from when
it is due, or null); with --all of every routine that is scheduled. The exit code is 1 if nothing is due.
"""


def _format(_ctx: click.Context, _param: click.Parameter, text: str | None) -> str | None:
    """Check that a format has only known fields in braces."""
    if text is not None and (problem := format_problem(text)):
        raise click.BadParameter(problem)
    return text


@click.command("due", short_help="Say what is due.", epilog=DUE_HELP)
@click.option(
    "--format", "form", metavar="FORMAT", callback=_format, help="The line, with {name} and others."
)
@click.option("--all", "every", is_flag=True, help="Every scheduled routine, due or not.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def due_command(ctx: click.Context, /, *, form: str | None, every: bool, as_json: bool) -> None:
    """Say what is due of the scheduled routines."""
    ctx.exit(say_due(ctx.ensure_object(Runtime), form, every=every, as_json=as_json))
