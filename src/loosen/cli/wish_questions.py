"""A brief in words on the command line: said back as it was understood, with questions about the rest.

Both go to stderr, since the plan goes to stdout.
"""

import click

from loosen.cli.output import complain
from loosen.cli.sheet_questions import Ask, terminal
from loosen.domain.catalogue import Catalogue
from loosen.domain.wishes import UnreadWords, Wishes, read_wishes

MOST_QUESTIONS = 9
HOW = "say it otherwise, or leave it out"


def wishes_of(text: str, catalogue: Catalogue) -> Wishes:
    """Return what words ask for, once all of them are understood; nothing for no words.

    Raises:
        click.UsageError: for words that are not understood, where nobody can be asked.
    """
    if not text.strip():
        return Wishes()
    wishes = read_wishes(text, catalogue)
    with terminal(piped=False) as ask:
        for _ in range(MOST_QUESTIONS):
            if ask is None or not wishes.unread:
                break
            wishes = _asked(wishes, ask, catalogue)
    if wishes.unread:
        raise click.UsageError(f"not understood: {'; '.join(map(_words, wishes.unread))}; {HOW}")
    complain(f"Understood: {'; '.join(wishes.understood) or 'nothing in particular'}.")
    return wishes


def _words(unread: UnreadWords) -> str:
    because = f" ({unread.because})" if unread.because else ""
    return f"“{unread.words}”{because}"


def _asked(wishes: Wishes, ask: Ask, catalogue: Catalogue) -> Wishes:
    """Return the wishes with what a person says instead of the first words that were not understood."""
    first, *rest = wishes.unread
    typed = ask(f"Not understood: {_words(first)}. Say it otherwise, or Enter to leave it out: ")
    if typed is None:
        return wishes
    return wishes.followed_by(read_wishes(typed, catalogue), unread=rest)
