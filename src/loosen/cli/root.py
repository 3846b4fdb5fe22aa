"""The command line: the group of commands, and the messages and exit codes of errors.

Exit codes: 0 success, 1 failure, 2 wrong usage, 130 Ctrl+C.
"""

import importlib
from collections.abc import Sequence

import click

from loosen import __version__
from loosen.cli.outcome import exit_code, report
from loosen.cli.output import DONE, INTERRUPTED, NAME
from loosen.cli.runtime import Runtime
from loosen.storage.problems import nearest

COMMANDS = {
    "list": "catalogue",
    "show": "catalogue",
    "figure": "figure",
    "routines": "routines",
    "due": "due",
    "keep-up": "choices",
    "like": "choices",
    "compose": "compose",
    "edit": "edit",
    "from-text": "from_text",
    "run": "run",
    "resume": "run",
    "history": "history",
    "session": "sessions",
    "report": "history",
    "new": "new",
    "export": "sharing",
    "add": "sharing",
    "import": "imports",
    "imports": "imports",
    "import-history": "history",
    "check": "routines",
    "safety": "safety",
    "config": "config",
    "doctor": "doctor",
    "demo": "demo",
    "completion": "completion",
    "manual": "manual",
    "help": "help",
}
"""The module of each command, which holds it as ``NAME_command``.

A module is imported when its command is used: to import all of them takes longer than most commands do.
"""
HELP = """\b
Examples:
  loosen                          open the app
  loosen list --area low-back     exercises for the low back
  loosen run desk-break           open the app on a routine

“loosen COMMAND --help” has more examples, and “loosen help” lists the pages of help.
"""


def command_of(name: str) -> click.Command:
    """Import and return a command by its name in ``COMMANDS``."""
    module = importlib.import_module(f"loosen.cli.{COMMANDS[name]}")
    command: click.Command = getattr(module, f"{name.replace('-', '_')}_command")
    return command


class Commands(click.Group):
    """The group of commands, each imported on use; an unknown name is answered with the nearest one."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        return command_of(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            near = nearest(name, COMMANDS)
            hint = f"did you mean “{near}”?" if near else "“loosen --help” shows them all"
            ctx.fail(f"no command is called “{name}”; {hint}")
        return super().resolve_command(ctx, args)


def build(runtime: Runtime) -> click.Group:
    """Return the command line as a click group."""
    group = Commands(
        NAME,
        callback=_open_app,
        invoke_without_command=True,
        context_settings={
            "obj": runtime,
            "help_option_names": ["-h", "--help"],
            "max_content_width": 100,
        },
        help="Hip and low-back routines in the terminal. Alone, it opens the app.",
        epilog=HELP,
    )
    return click.version_option(__version__, prog_name=NAME, message="%(prog)s %(version)s")(group)


@click.pass_context
def _open_app(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        ctx.exit(ctx.ensure_object(Runtime).open_app())


def run(runtime: Runtime, args: Sequence[str]) -> int:
    """Run a command line and return its exit code; errors become lines on stderr."""

    def command() -> int:
        code = build(runtime).main(list(args), prog_name=NAME, standalone_mode=False)
        return code if isinstance(code, int) else DONE

    try:
        return exit_code(runtime, command)
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        return report([error.format_message()], error.exit_code)
