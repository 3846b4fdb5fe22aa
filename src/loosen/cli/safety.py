"""``loosen safety``: the safety page in the shell."""

import click

from loosen.cli.output import complain, paragraph, say, say_json, strong
from loosen.cli.runtime import Runtime, pass_runtime
from loosen.services.library import Library
from loosen.text.plain_pages import safety_page

SAFETY_HELP = """\b
Examples:
  loosen safety
  loosen safety --json

Once you have read it here, the app does not begin with it.

JSON: one object with the keys intro, follows, consent, every_exercise, stop_short, sections (objects
with id, title, lead, items, each a text and its signs, after, follows, warns and degree: A now,
B today or within days, C at a routine visit, or null) and titles.
"""


@click.command("safety", short_help="Print the safety page.", epilog=SAFETY_HELP)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_runtime
def safety_command(runtime: Runtime, /, *, as_json: bool) -> None:
    """Say when to stop, when to see someone, and who should ask first."""
    library = runtime.library
    if as_json:
        say_json(library.safety.to_plain())
        return
    for one in safety_page(library.safety):
        say(strong(one.text) if one.title else paragraph(one.text, one.indent, one.mark))
    _remember(library)


def _remember(library: Library) -> None:
    if library.memory.safety_seen:
        return
    try:
        library.remember_safety_seen()
    except OSError as error:
        complain(f"it could not be written down that you have read it: {error.strerror}")
