"""``loosen config``: the settings in force."""

import click

from loosen.cli.output import complain, say
from loosen.cli.runtime import Runtime, pass_runtime
from loosen.storage.problems import shown_path
from loosen.storage.settings_file import settings_text

HELP = """\b
Examples:
  loosen config
  loosen check ~/.config/loosen/config.toml

What it prints below the first line can be the file itself.
"""


@click.command("config", short_help="Show the settings.", epilog=HELP)
@pass_runtime
def config_command(runtime: Runtime, /) -> None:
    """Show where the settings are and what holds, defaults included."""
    path = runtime.library.locations.settings
    note = "" if path.exists() else " (not there yet: these are the defaults)"
    text = settings_text(runtime.library.settings)
    say(f"# {shown_path(path)}{note}")
    click.echo(text, nl=False)
    for problem in runtime.library.unknown_settings:
        complain(str(problem))
