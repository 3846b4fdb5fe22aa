"""``loosen edit``: a routine in the person's editor, checked before it replaces the file.

The editor opens a draft. The routine's file is replaced when the draft has no problems, or when the person
asks for it; on any error before that the draft stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import click

from loosen.cli.completion import routine_names
from loosen.cli.names import find_routine
from loosen.cli.output import can_ask, complain, say
from loosen.cli.runtime import Runtime
from loosen.domain.routine import Routine, own_copy
from loosen.services.library import Library
from loosen.storage import files
from loosen.storage.problems import BadFile, FileProblem, shown_path
from loosen.storage.routine_files import check_file, routine_text

HELP = """\b
Examples:
  loosen edit after-the-drive
  loosen edit egoscue-flow        a copy of your own; the one that ships stays
  loosen edit ./my-routine.toml

Opens $VISUAL or $EDITOR, and looks the text over afterwards. Where something is wrong with it you are
asked: edit again, keep it as it is, or throw the change away. Without a terminal to ask on, the text is
kept in a file of its own, which is named, and the exit code is 1.
"""


class ProblemAnswer(Enum):
    """Action for a draft that has problems."""

    EDIT = "e"
    KEEP = "k"
    THROW = "t"


@dataclass(frozen=True)
class EditedFile:
    """A file being edited: its path ``target``, the ``text`` it began with, and the path of the draft.

    ``exists`` is whether there was a file at ``target`` then.
    """

    target: Path
    text: str
    draft: Path
    exists: bool


@click.command("edit", short_help="Edit a routine in your editor.", epilog=HELP)
@click.argument("name", metavar="NAME|FILE", shell_complete=routine_names)
@click.pass_context
def edit_command(ctx: click.Context, name: str) -> None:
    """Open a routine in your editor; a shipped one as a copy of your own."""
    library = ctx.ensure_object(Runtime).library
    edited = _begin(library, name)
    while True:
        _open_editor(edited)
        text = _draft_text(edited)
        if text == edited.text:
            edited.draft.unlink()
            say("nothing changed")
            return
        problems = check_file(edited.draft, library.catalogue).problems
        if not problems:
            _replace_file(edited, text)
            return
        answer = _ask(problems, edited)
        if answer is None:
            ctx.exit(1)
        if answer is ProblemAnswer.THROW:
            edited.draft.unlink()
            say("thrown away; the routine is as it was")
            return
        if answer is ProblemAnswer.KEEP and text is not None:
            _replace_file(edited, text)
            ctx.exit(1)


def _begin(library: Library, name: str) -> EditedFile:
    """Begin to edit what a name means: a file, an own routine, or a copy of a shipped one.

    Raises:
        UnknownName: when there is no such routine.
        AmbiguousName: when several have the name and nobody can be asked.
        BadFile: when the file cannot be read as text.
    """
    named = Path(name)
    own = library.locations.routines / f"{name}.toml"
    is_file = named.suffix == ".toml" or "/" in name
    target = named if is_file else own
    if not is_file and not own.exists():
        routine = find_routine(library, name)
        mine = library.locations.routines / f"{routine.slug}.toml"
        if not mine.exists():
            return _copy_of(library, own_copy(routine))
        target = mine
    text = files.read_text(target)
    return EditedFile(target, text, _write_draft(library, target.stem, text), exists=True)


def _copy_of(library: Library, copy: Routine) -> EditedFile:
    routine = copy.copy_with(slug=library.free_slug(copy.name))
    target = library.locations.routines / f"{routine.slug}.toml"
    say(f"it ships with loosen: this is a copy of your own, “{routine.name}”")
    text = routine_text(routine)
    return EditedFile(target, text, _write_draft(library, routine.slug, text), exists=False)


def _write_draft(library: Library, stem: str, text: str) -> Path:
    """Write a text into a new draft and return its path; drafts left by earlier runs stay."""
    folder, number = library.locations.drafts, 1
    draft = folder / f"{stem}.toml"
    while draft.exists():
        number += 1
        draft = folder / f"{stem}-{number}.toml"
    files.write_text(draft, text)
    return draft


def _open_editor(edited: EditedFile) -> None:
    """Open the editor on the draft and wait until it closes.

    Raises:
        ClickException: when the editor cannot be started or fails; a changed draft stays.
    """
    try:
        click.edit(filename=str(edited.draft))
    except click.ClickException as error:
        if _draft_text(edited) == edited.text:
            edited.draft.unlink()
            raise
        kept = f"your text is kept in {shown_path(edited.draft)}"
        raise click.ClickException(f"{error.format_message()}; {kept}") from None


def _draft_text(edited: EditedFile) -> str | None:
    """The draft's text; None where it cannot be read as text."""
    try:
        return files.read_text(edited.draft)
    except BadFile:
        return None


def _ask(problems: Sequence[FileProblem], edited: EditedFile) -> ProblemAnswer | None:
    """Print the problems and ask what to do; None where nobody can be asked."""
    for problem in problems:
        complain(str(problem))
    kept = f"your text is kept in {shown_path(edited.draft)}; the routine is as it was"
    if not can_ask():
        complain(kept)
        return None
    question = "(e)dit again, (k)eep it as it is, or (t)hrow the change away?"
    answers = click.Choice([answer.value for answer in ProblemAnswer])
    try:
        return ProblemAnswer(
            click.prompt(question, type=answers, default="e", show_choices=False, err=True)
        )
    except click.Abort:
        complain(kept)
        raise


def _replace_file(edited: EditedFile, text: str | None) -> None:
    """Replace the file by the draft, unless the file has changed meanwhile.

    Raises:
        ClickException: when the file has changed; the draft stays.
        OSError: when the file cannot be written; the draft stays.
    """
    if text is None or _changed(edited):
        name, kept = shown_path(edited.target), shown_path(edited.draft)
        raise click.ClickException(f"{name} has changed meanwhile; your text is kept in {kept}")
    files.write_text(edited.target, text)
    edited.draft.unlink()
    say(f"saved: {shown_path(edited.target)}")


def _changed(edited: EditedFile) -> bool:
    if not edited.target.exists():
        return edited.exists
    try:
        return not edited.exists or files.read_text(edited.target) != edited.text
    except BadFile:
        return True
