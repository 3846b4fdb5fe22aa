"""Shell completion: the script that a shell loads, and the names that the library completes."""

from collections.abc import Mapping

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


def _starting_with(incomplete: str, known: Mapping[str, str | None]) -> list[CompletionItem]:
    """The names that start with the typed text, each with its line of help."""
    return [CompletionItem(n, help=text) for n, text in known.items() if n.startswith(incomplete)]


def exercise_names(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Exercises and variants whose ID starts with the typed text."""
    records = ctx.ensure_object(Runtime).library.catalogue.records
    return _starting_with(incomplete, {record.slug: record.name for record in records})


def routine_names(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Routines whose ID starts with the typed text, and files."""
    routines = ctx.ensure_object(Runtime).library.routines.values()
    names = _starting_with(incomplete, {routine.slug: routine.name for routine in routines})
    return [*names, CompletionItem(incomplete, type="file")]


def exercise_or_routine_names(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Exercises and routines whose ID starts with the typed text, and files."""
    return [*exercise_names(ctx, param, incomplete), *routine_names(ctx, param, incomplete)]


def source_names(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Articles and imported sets whose name starts with the typed text, and loosen itself."""
    from loosen.domain.exercise import OURS

    sources = ctx.ensure_object(Runtime).library.catalogue.sources
    titles = {slug: source.title for slug, source in sources.items()}
    return _starting_with(incomplete, {OURS: "what is not imported", **titles})


def help_names(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Help topics and commands whose name starts with the typed text."""
    from loosen.services.help_pages import help_pages

    root = ctx.find_root()
    commands = root.command.list_commands(root) if isinstance(root.command, click.Group) else ()
    topics = {page.topic: page.summary for page in help_pages()}
    return _starting_with(incomplete, {**dict.fromkeys(commands), **topics})
