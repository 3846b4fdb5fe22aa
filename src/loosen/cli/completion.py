"""Shell completion: the script that a shell loads, and the names that the library completes."""

import click
from click.shell_completion import CompletionItem, get_completion_class

from loosen.cli.output import NAME, say
from loosen.cli.runtime import Runtime

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
    # source() would run the shell to ask for its version, and the shell may be on another machine.
    say(script.source_template % script.source_vars())


def _runtime(ctx: click.Context) -> Runtime:
    runtime = ctx.find_object(Runtime)
    if runtime is None:
        raise LookupError("completion outside the program")
    return runtime


def exercise_names(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Exercises and variants whose ID starts with the typed text."""
    records = _runtime(ctx).library.catalogue.records
    return [
        CompletionItem(record.slug, help=record.name)
        for record in records
        if record.slug.startswith(incomplete)
    ]


def source_names(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Articles and imported sets whose name starts with the typed text, and loosen itself."""
    from loosen.domain.exercise import OURS

    known = _runtime(ctx).library.catalogue.sources
    names = {OURS: "what is not imported", **{slug: one.title for slug, one in known.items()}}
    return [
        CompletionItem(name, help=title)
        for name, title in names.items()
        if name.startswith(incomplete)
    ]


def exercise_or_routine_names(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Exercises and routines whose ID starts with the typed text, and files."""
    return [*exercise_names(ctx, param, incomplete), *routine_names(ctx, param, incomplete)]


def help_names(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Help topics and commands whose name starts with the typed text."""
    from loosen.services.help_pages import help_pages

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
    """Routines whose ID starts with the typed text, and files."""
    routines = _runtime(ctx).library.routines.values()
    names = [
        CompletionItem(routine.slug, help=routine.name)
        for routine in routines
        if routine.slug.startswith(incomplete)
    ]
    return [*names, CompletionItem(incomplete, type="file")]
