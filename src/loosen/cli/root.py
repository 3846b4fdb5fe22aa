"""The command line itself: the group of commands, and what becomes of errors.

Exit codes: 0 done, 1 something is wrong, 2 asked for in a way that cannot be, 130 Ctrl+C.
"""

import importlib
from collections.abc import Iterable, Sequence

import click

from loosen import __version__
from loosen.cli.completion import NAME
from loosen.cli.context import Program
from loosen.cli.output import complain
from loosen.storage.problems import BadFile, UnknownName, nearest

WRONG, USAGE, INTERRUPTED = 1, 2, 130
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
    "config": "settings",
    "doctor": "settings",
    "demo": "demo",
    "completion": "completion",
    "manual": "manual",
    "help": "help",
}
"""The commands, each with the module here that holds it as ``NAME_command``.

It is loaded when the command is asked for: all of them together take longer than most of them do.
"""
HELP = """\b
Examples:
  loosen                          open the app
  loosen list --area low-back     exercises for the low back
  loosen run desk-break           open the app on a routine

“loosen COMMAND --help” has more examples, and “loosen help” lists the pages of help.
"""


def command_of(name: str) -> click.Command:
    """A command by its name, which is one of ``COMMANDS``."""
    module = importlib.import_module(f"loosen.cli.{COMMANDS[name]}")
    command: click.Command = getattr(module, f"{name.replace('-', '_')}_command")
    return command


class Commands(click.Group):
    """The commands by name, each loaded when it is asked for; an unknown name gets the nearest one."""

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


def build(program: Program) -> click.Group:
    """The whole command line."""
    group = Commands(
        NAME,
        callback=_alone,
        invoke_without_command=True,
        context_settings={
            "obj": program,
            "help_option_names": ["-h", "--help"],
            "max_content_width": 100,
        },
        help="Hip and low-back routines in the terminal. Alone, it opens the app.",
        epilog=HELP,
    )
    return click.version_option(__version__, prog_name=NAME, message="%(prog)s %(version)s")(group)


@click.pass_context
def _alone(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        ctx.exit(ctx.ensure_object(Program).open())


def run(program: Program, args: Sequence[str]) -> int:
    """Carry out a command line and return the exit code; errors become lines on stderr."""
    try:
        code = build(program).main(list(args), prog_name=NAME, standalone_mode=False)
        for problem in program.import_problems:
            complain(str(problem))
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        return _complained([error.format_message()], error.exit_code)
    except UnknownName as error:
        return _complained([str(error)], USAGE)
    except BadFile as error:
        return _complained(map(str, error.problems), WRONG)
    except OSError as error:
        return _complained([f"{error.filename or 'the disk'}: {error.strerror}"], WRONG)
    return code if isinstance(code, int) else 0


def _complained(lines: Iterable[str], code: int) -> int:
    for line in lines:
        complain(line)
    return code
