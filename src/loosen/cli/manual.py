"""``loosen manual``: the manual page in man(7) markup, generated from the commands."""

from collections.abc import Iterator

import click

from loosen import __version__
from loosen.cli.output import NAME, say_all
from loosen.services.help_pages import help_pages
from loosen.text.help_page import HelpPage, HelpPart, PartKind

DESCRIPTION = "hip and low-back routines in the terminal"
HELP = """\b
Examples:
  loosen manual | man -l -
  loosen manual > loosen.1
"""
EXITS = (
    ("0", "Done."),
    ("1", "Something is wrong, and a line on standard error says what."),
    ("2", "Wrong usage: an argument, an option or a name cannot be understood."),
    ("3", "The composer found no routine; it says what clashes."),
    ("130", "Interrupted."),
)
FILES = (
    ("~/.config/loosen/config.toml", "The settings; “loosen config” shows what holds."),
    ("~/.local/share/loosen/", "Routines and exercises of your own, and the history."),
    ("~/.local/state/loosen/", "A running session, and what the app remembers."),
    ("~/.cache/loosen/", "What files say, ready to be used; it can be taken away at any time."),
)
VARIABLES = (
    ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "Where those folders are."),
    ("NO_COLOR", "Set to anything, it turns colours off."),
    ("TERM, COLORTERM, LANG", "What the terminal can show; “loosen doctor” says what was found."),
    ("VISUAL, EDITOR", "The editor for files."),
)


@click.command("manual", short_help="Print the manual page.", epilog=HELP)
@click.pass_context
def manual_command(ctx: click.Context) -> None:
    """Print the manual page of all commands and topics of help, as man(1) reads it."""
    group = ctx.find_root().command
    if not isinstance(group, click.Group):
        raise TypeError("the manual is of a group of commands")
    say_all(manual(group))


def manual(group: click.Group) -> Iterator[str]:
    """The lines of the manual page of a group of commands."""
    root = click.Context(group, info_name=NAME, **group.context_settings)
    yield f'.TH {NAME.upper()} 1 "" "{NAME} {__version__}" "User Commands"'
    yield ".SH NAME"
    yield f"{NAME} \\- {DESCRIPTION}"
    yield ".SH SYNOPSIS"
    yield f".B {NAME}"
    yield "[\\fICOMMAND\\fR] [\\fIOPTIONS\\fR]"
    yield ".SH DESCRIPTION"
    yield from _prose(group.help or "")
    yield from _as_printed(group.epilog or "")
    yield ".SH COMMANDS"
    for name in group.list_commands(root):
        command = group.get_command(root, name)
        if command and not command.hidden:
            yield from _command(click.Context(command, info_name=name, parent=root))
    yield ".SH TOPICS"
    for page in help_pages():
        yield from _help(page)
    for title, pairs in (("EXIT STATUS", EXITS), ("FILES", FILES), ("ENVIRONMENT", VARIABLES)):
        yield f".SH {title}"
        for name, words in pairs:
            yield from _pair(name, words)


def _command(ctx: click.Context) -> Iterator[str]:
    usage = " ".join(ctx.command.collect_usage_pieces(ctx))
    yield f".SS {_escaped(f'{NAME} {ctx.info_name} {usage}')}"
    yield from _prose(ctx.command.help or "")
    for parameter in ctx.command.get_params(ctx):
        record = parameter.get_help_record(ctx)
        if record and record[1]:  # an argument without a text is in the usage line
            yield from _pair(*record)
    yield from _as_printed(ctx.command.epilog or "")


def _help(page: HelpPage) -> Iterator[str]:
    """A page of help, under its topic."""
    yield f".SS {_escaped(page.topic)}"
    yield from _prose(page.summary)
    for part in page.parts:
        yield from _part(part)


def _part(part: HelpPart) -> Iterator[str]:
    match part.kind:
        case PartKind.HEADING:
            yield ".PP"
            yield f"\\fB{_escaped(part.lines[0])}\\fR"
        case PartKind.PROSE:
            yield from _prose(part.lines[0])
        case PartKind.ITEMS:
            for item in part.lines:
                yield ".IP \\(bu 2"
                yield _escaped(item)
        case PartKind.CODE:
            yield from _as_printed("\n".join(f"  {line}" for line in part.lines))


def _pair(name: str, words: str) -> Iterator[str]:
    yield ".TP"
    yield f"\\fB{_escaped(name)}\\fR"
    yield _escaped(words)


def _prose(text: str) -> Iterator[str]:
    """Filled paragraphs; those that click does not wrap stay as printed."""
    for paragraph in text.strip().split("\n\n"):
        if paragraph.startswith("\b"):
            yield from _as_printed(paragraph)
        elif paragraph:
            yield ".PP"
            yield _escaped(" ".join(paragraph.split()))


def _as_printed(text: str) -> Iterator[str]:
    lines = text.replace("\b", "").strip("\n").splitlines()
    if lines:
        yield ".PP"
        yield ".nf"
        yield from (_escaped(line.rstrip()) for line in lines)
        yield ".fi"


def _escaped(text: str) -> str:
    """A line escaped, so that nothing in it is read as markup."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain
