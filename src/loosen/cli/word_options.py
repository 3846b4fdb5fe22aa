"""Options with words of a closed list as values, with completion and the nearest word for an unknown one."""

import textwrap
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import TypeVar

import click
from click.shell_completion import CompletionItem

from loosen.domain.body import Word
from loosen.storage.problems import nearest

Decorated = TypeVar("Decorated", bound=Callable[..., object])
Groups = Callable[[], Mapping[str, tuple[Word, ...]]]


def word_of(text: str, words: type[Word]) -> Word:
    """Return the word of a closed list for a text such as ``low-back`` or "Low back".

    Raises:
        click.BadParameter: for any other text; the message has the nearest word.
    """
    known = {word.value: word for word in words}
    spelled = text.strip().casefold().replace(" ", "-")
    if spelled in known:
        return known[spelled]
    near = _only_one_with(spelled, known) or nearest(spelled, known)
    hint = f"did you mean “{near}”?" if near else f"it is one of {', '.join(known)}"
    raise click.BadParameter(f"“{text}” is no {words.__name__.lower()}; {hint}")


def _only_one_with(part: str, words: Iterable[str]) -> str | None:
    found = [word for word in words if part in word.split("-")]
    return found[0] if len(found) == 1 else None


def word_option(
    name: str, words: type[Word], help_text: str, groups: Groups = dict
) -> Callable[[Decorated], Decorated]:
    """An option that takes words of a closed list and may be repeated.

    ``groups`` returns further words, each for several of the list; it is called only when it is needed, since
    it may read a file.
    """

    def convert(
        _ctx: click.Context, _param: click.Parameter, texts: tuple[str, ...]
    ) -> tuple[Word, ...]:
        known = groups() if texts else {}
        found = (known.get(text.strip().casefold()) or (word_of(text, words),) for text in texts)
        return tuple(chain.from_iterable(found))

    def complete(
        _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        meanings = dict.fromkeys(groups(), "") | {word.value: word.meaning for word in words}
        fitting = (item for item in meanings.items() if item[0].startswith(incomplete))
        return [CompletionItem(word, help=meaning or None) for word, meaning in fitting]

    return click.option(
        f"--{name}",
        multiple=True,
        metavar=words.__name__.upper(),
        callback=convert,
        shell_complete=complete,
        help=help_text,
    )


def lists_text(lists: Iterable[type[Word]]) -> str:
    """Closed lists as paragraphs of a help text that click does not wrap again."""
    return "\n\n".join(f"\b\n{_wrapped(words)}" for words in lists)


def _wrapped(words: type[Word]) -> str:
    text = f"{words.__name__}: {', '.join(words)}."
    return textwrap.fill(text, 76, subsequent_indent="  ", break_on_hyphens=False)
