"""``loosen demo``: the app on three made-up months, in a temporary folder."""

import click

from loosen.cli.runtime import LaunchOptions, Runtime, pass_runtime
from loosen.services.demo import demo_folder, demo_library

DEMO_HELP = """\b
Examples:
  loosen demo                     look around; 4 is progress
  loosen report                   of your own weeks, in words

Nothing of yours is read or written. What you do there is forgotten with the folder when you quit.
"""


@click.command("demo", short_help="Look around in made-up months.", epilog=DEMO_HELP)
@pass_runtime
def demo_command(runtime: Runtime, /) -> int:
    """Open the app on a made-up history of three months; 4 shows its progress."""
    with demo_folder(runtime.library.locations.demos) as folder:
        library = demo_library(folder, runtime.now())
        return runtime.launch_app(library, LaunchOptions(demo=True))
