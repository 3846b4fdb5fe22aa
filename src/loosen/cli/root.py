"""The command line itself: the group of commands, and what becomes of errors.

Exit codes: 0 done, 1 something is wrong, 2 asked for in a way that cannot be, 130 Ctrl+C.
"""

from collections.abc import Iterable, Sequence
from importlib import import_module

import click

from loosen import __version__
from loosen.cli.catalogue import list_command, show_command
from loosen.cli.completion import NAME, completion_command
from loosen.cli.compose import compose_command
from loosen.cli.figure import figure_command
from loosen.cli.keeping import config_command, doctor_command
from loosen.cli.output import complain
from loosen.cli.playing import resume_command, run_command
from loosen.cli.program import Program
from loosen.cli.routines import check_command, routines_command
from loosen.storage.library import UnknownName
from loosen.storage.problems import BadFile, nearest

WRONG, USAGE, INTERRUPTED = 1, 2, 130
COMMANDS = (
    list_command,
    show_command,
    figure_command,
    routines_command,
    compose_command,
    run_command,
    resume_command,
    check_command,
    config_command,
    doctor_command,
    completion_command,
)
LATER = {
    "history": "loosen.cli.past",
    "report": "loosen.cli.past",
    "export": "loosen.cli.past",
    "import-history": "loosen.cli.past",
    "demo": "loosen.cli.demo",
}
"""Commands with the modules that are loaded when they are called: the others need not wait for them."""
HELP = """\b
Examples:
  loosen                          open the app
  loosen list --area low-back     exercises for the low back
  loosen run desk-break           open the app on a routine

“loosen COMMAND --help” has more examples.
"""


class Commands(click.Group):
    """The commands by name; an unknown name gets the nearest one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *LATER})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in LATER and cmd_name not in self.commands:
            name = f"{cmd_name.replace('-', '_')}_command"
            self.add_command(getattr(import_module(LATER[cmd_name]), name))
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        known = self.list_commands(ctx)
        if name not in known and not name.startswith("-"):
            near = nearest(name, known)
            hint = f"did you mean “{near}”?" if near else "“loosen --help” shows them all"
            ctx.fail(f"no command is called “{name}”; {hint}")
        return super().resolve_command(ctx, args)


def build(program: Program) -> click.Group:
    """The whole command line."""
    group = Commands(
        NAME,
        commands={command.name or "": command for command in COMMANDS},
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
