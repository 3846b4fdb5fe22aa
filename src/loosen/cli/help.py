"""``loosen help``: the pages of help, and the help of each command."""

from collections.abc import Iterator, Sequence

import click

from loosen.cli.completion import help_names
from loosen.cli.output import paragraph, say_all, strong, table
from loosen.services.help_pages import help_page, help_pages, topics
from loosen.storage.problems import nearest
from loosen.text.help_page import HelpPage, HelpPart, PartKind

CODE_INDENT = "    "
HELP = """\b
Examples:
  loosen help                     the topics
  loosen help doses               the page on one of them
  loosen help compose             what “loosen compose --help” prints
"""


@click.command("help", short_help="Print a page of help.", epilog=HELP)
@click.argument("words", nargs=-1, metavar="[TOPIC|COMMAND]", shell_complete=help_names)
@click.pass_context
def help_command(ctx: click.Context, words: tuple[str, ...]) -> None:
    """List the topics of help, or print the page on one; of a command, print its help."""
    if not words:
        lines: Iterator[str] = _listing()
    elif words[0] in topics() and len(words) == 1:
        lines = page_lines(help_page(words[0]))
    else:
        lines = iter([_command_help(ctx, words)])
    say_all(lines)


def page_lines(page: HelpPage) -> Iterator[str]:
    """The lines of a page. Code is never cut or wrapped, so that it can be copied."""
    yield strong(page.title)
    yield ""
    yield paragraph(page.summary)
    for part in page.parts:
        yield ""
        yield from _part_lines(part)


def _part_lines(part: HelpPart) -> Iterator[str]:
    match part.kind:
        case PartKind.HEADING:
            yield strong(part.lines[0])
        case PartKind.PROSE:
            yield paragraph(part.lines[0])
        case PartKind.ITEMS:
            yield from (paragraph(item, 2, "· ") for item in part.lines)
        case PartKind.CODE:
            yield from (f"{CODE_INDENT}{line}".rstrip() for line in part.lines)


def _listing() -> Iterator[str]:
    yield paragraph("“loosen help TOPIC” prints the page on one of these:")
    yield ""
    yield from table([(f"  {page.topic}", page.summary) for page in help_pages()])
    yield ""
    yield paragraph(
        "“loosen help COMMAND” prints the help of a command; “loosen --help” lists the commands."
    )


def _command_help(ctx: click.Context, words: Sequence[str]) -> str:
    """The help of a command or subcommand."""
    found = ctx.find_root()
    for word in words:
        group = found.command
        command = group.get_command(found, word) if isinstance(group, click.Group) else None
        if command is None:
            ctx.fail(_unknown_words(ctx, " ".join(words)))
        found = click.Context(command, found, info_name=word)
    return found.get_help()


def _unknown_words(ctx: click.Context, name: str) -> str:
    root = ctx.find_root()
    commands = root.command.list_commands(root) if isinstance(root.command, click.Group) else []
    near = nearest(name, (*topics(), *commands))
    hint = f"did you mean “{near}”?" if near else "“loosen help” lists what there is"
    return f"there is no help on “{name}”; {hint}"
