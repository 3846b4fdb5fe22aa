"""Shell completion: the script a shell loads, and the names only the library knows."""

import click
from click.shell_completion import CompletionItem, get_completion_class

from loosen.cli.context import Program
from loosen.cli.output import say
from loosen.services.help_pages import help_pages

NAME = "loosen"
VARIABLE = "_LOOSEN_COMPLETE"
SHELLS = ("bash", "zsh", "fish")
HELP = """\b
To load it at every start of a shell:
  bash  echo 'eval "$(loosen completion bash)"' >> ~/.bashrc
  zsh   echo 'eval "$(loosen completion zsh)"' >> ~/.zshrc
  fish  loosen completion fish > ~/.config/fish/completions/loosen.fish
"""


@click.command("completion", short_help="Print the script that completes words.", epilog=HELP)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print the script with which a shell completes commands, options, exercises and routines."""
    kind = get_completion_class(shell)
    if kind is None:
        ctx.fail(f"no completion for {shell}")
    script = kind(ctx.find_root().command, {}, NAME, VARIABLE)
    # source() would start the shell to ask its version, and the shell may be on another machine.
    say(script.source_template % script.source_vars())


def _names(ctx: click.Context) -> Program:
    program = ctx.find_object(Program)
    if program is None:
        raise LookupError("completion outside the program")
    return program


def exercise_names(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Exercises and variants whose ID begins so."""
    records = _names(ctx).library.catalogue.records
    return [
        CompletionItem(record.slug, help=record.name)
        for record in records
        if record.slug.startswith(incomplete)
    ]


def source_names(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Articles and imported sets whose name begins so, and our own."""
    from loosen.domain.exercise import OURS

    known = _names(ctx).library.catalogue.sources
    names = {OURS: "what is not imported", **{slug: one.title for slug, one in known.items()}}
    return [
        CompletionItem(name, help=title)
        for name, title in names.items()
        if name.startswith(incomplete)
    ]


def what_runs(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Routines whose ID begins so, exercises, and files."""
    return [*exercise_names(ctx, param, incomplete), *routine_names(ctx, param, incomplete)]


def help_names(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Topics of help and commands whose name begins so."""
    root = ctx.find_root()
    commands = root.command.list_commands(root) if isinstance(root.command, click.Group) else ()
    known = {**dict.fromkeys(commands), **{page.topic: page.summary for page in help_pages()}}
    return [
        CompletionItem(name, help=about)
        for name, about in known.items()
        if name.startswith(incomplete)
    ]


def routine_names(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Routines whose ID begins so, and files."""
    routines = _names(ctx).library.routines.values()
    names = [
        CompletionItem(routine.slug, help=routine.name)
        for routine in routines
        if routine.slug.startswith(incomplete)
    ]
    return [*names, CompletionItem(incomplete, type="file")]
