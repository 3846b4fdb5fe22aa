"""``loosen edit``: a routine in the person's own editor, looked over before it takes its place.

What is typed is typed into a draft of its own. The routine's file is replaced when the draft is right,
or when the person says so; whatever goes wrong before, the text stays.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import click

from loosen.cli.completion import routine_names
from loosen.cli.context import Program
from loosen.cli.output import complain, say
from loosen.domain.routine import Routine, own_copy
from loosen.services.library import Library
from loosen.storage import files
from loosen.storage.problems import BadFile, FileProblem, shown_path
from loosen.storage.routine_files import check_file
from loosen.storage.routine_text import routine_text

HELP = """\b
Examples:
  loosen edit after-the-drive
  loosen edit egoscue-flow        a copy of your own; the one that ships stays
  loosen edit ./my-routine.toml

Opens $VISUAL or $EDITOR, and looks the text over afterwards. Where something is wrong with it you are
asked: edit again, keep it as it is, or throw the change away. Without a terminal to ask on, the text is
kept in a file of its own, which is named, and the exit code is 1.
"""


class FaultyText(Enum):
    """What is to become of a text that is not right."""

    EDIT = "e"
    KEEP = "k"
    THROW = "t"


@dataclass(frozen=True)
class Edited:
    """A file to be edited: where it belongs, the text it begins with, and the draft that is typed on.

    ``there`` is whether the file exists yet.
    """

    target: Path
    text: str
    draft: Path
    there: bool


def asks() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


@click.command("edit", short_help="Edit a routine in your editor.", epilog=HELP)
@click.argument("name", metavar="NAME|FILE", shell_complete=routine_names)
@click.pass_context
def edit_command(ctx: click.Context, name: str) -> None:
    """Open a routine in your editor; a shipped one as a copy of your own."""
    library = ctx.ensure_object(Program).library
    edited = _begin(library, name)
    while True:
        _type(edited)
        text = _typed(edited)
        if text == edited.text:
            edited.draft.unlink()
            say("nothing changed")
            return
        problems = check_file(edited.draft, library.catalogue).problems
        if not problems:
            _put_in_place(edited, text)
            return
        fate = _decide(problems, edited)
        if fate is None:
            ctx.exit(1)
        if fate is FaultyText.THROW:
            edited.draft.unlink()
            say("thrown away; the routine is as it was")
            return
        if fate is FaultyText.KEEP and text is not None:
            _put_in_place(edited, text)
            ctx.exit(1)


def _begin(library: Library, name: str) -> Edited:
    """What a name stands for: a file, an own routine, broken ones too, or a copy of a shipped one.

    Raises:
        UnknownName: when there is no such routine.
        BadFile: when the file cannot be read.
    """
    named = Path(name)
    own = library.locations.routines / f"{name}.toml"
    is_file = named.suffix == ".toml" or "/" in name
    target = named if is_file else own
    if not is_file and not own.exists():
        routine = library.routine(name)
        mine = library.locations.routines / f"{routine.slug}.toml"
        if not mine.exists():
            return _copy_of(library, own_copy(routine))
        target = mine
    text = files.read_text(target)
    return Edited(target, text, _draft(library, target.stem, text), there=True)


def _copy_of(library: Library, copy: Routine) -> Edited:
    routine = copy.model_copy(update={"slug": library.free_slug(copy.name)})
    target = library.locations.routines / f"{routine.slug}.toml"
    say(f"it ships with loosen: this is a copy of your own, “{routine.name}”")
    text = routine_text(routine)
    return Edited(target, text, _draft(library, routine.slug, text), there=False)


def _draft(library: Library, stem: str, text: str) -> Path:
    """A file to type on, with a text; one that an earlier sitting has left is let be."""
    folder, number = library.locations.drafts, 1
    draft = folder / f"{stem}.toml"
    while draft.exists():
        number += 1
        draft = folder / f"{stem}-{number}.toml"
    files.write_text(draft, text)
    return draft


def _type(edited: Edited) -> None:
    """Let the person type.

    Raises:
        ClickException: when the editor cannot be started or gives up; what was typed stays.
    """
    try:
        click.edit(filename=str(edited.draft))
    except click.ClickException as error:
        if _typed(edited) == edited.text:
            edited.draft.unlink()
            raise
        kept = f"your text is kept in {shown_path(edited.draft)}"
        raise click.ClickException(f"{error.format_message()}; {kept}") from None


def _typed(edited: Edited) -> str | None:
    """What stands in the draft; None where it cannot be read as text."""
    try:
        return files.read_text(edited.draft)
    except BadFile:
        return None


def _decide(problems: Sequence[FileProblem], edited: Edited) -> FaultyText | None:
    """Say what is wrong, and ask what to do; None where there is nobody to ask."""
    for problem in problems:
        complain(str(problem))
    kept = f"your text is kept in {shown_path(edited.draft)}; the routine is as it was"
    if not asks():
        complain(kept)
        return None
    question = "(e)dit again, (k)eep it as it is, or (t)hrow the change away?"
    answers = click.Choice([fate.value for fate in FaultyText])
    try:
        return FaultyText(
            click.prompt(question, type=answers, default="e", show_choices=False, err=True)
        )
    except click.Abort:
        complain(kept)
        raise


def _put_in_place(edited: Edited, text: str | None) -> None:
    """Let the draft take the place of the file, unless that has changed meanwhile.

    Raises:
        ClickException: when it has; the text stays in the draft.
        OSError: when it cannot be written; likewise.
    """
    if text is None or _changed(edited):
        name, kept = shown_path(edited.target), shown_path(edited.draft)
        raise click.ClickException(f"{name} has changed meanwhile; your text is kept in {kept}")
    files.write_text(edited.target, text)
    edited.draft.unlink()
    say(f"saved: {shown_path(edited.target)}")


def _changed(edited: Edited) -> bool:
    if not edited.target.exists():
        return edited.there
    try:
        return not edited.there or files.read_text(edited.target) != edited.text
    except BadFile:
        return True
