"""Asks in plain lines: one key an answer, Enter for none."""

from loosen.cli.keyboard import Keys
from loosen.cli.output import say
from loosen.domain.answers import Feeling
from loosen.domain.body import Side

LOOK_EVERY = 0.25
"""Seconds between two looks for a key."""
TEN = "t"


def answer(keys: Keys, wanted: str) -> str:
    """Wait for one of the wanted keys; where nobody can press one any more, it is Enter."""
    key = None
    try:
        while key is None or key not in wanted:
            key = keys.wait(LOOK_EVERY)
    except EOFError:
        return "\n"
    return key


def ask_stiffer(keys: Keys, hint: str = "") -> Side | None:
    """Which side feels stiffer; None for neither, or where nobody can press a key."""
    if not keys.there:
        return None
    say(
        f"{hint}Which side feels stiffer today: left (l), right (r), or neither (n)? It goes first."
    )
    return {"l": Side.LEFT, "r": Side.RIGHT}.get(answer(keys, "lrn\n"))


def ask_feeling(keys: Keys, question: str) -> Feeling | None:
    """Stiffness and pain; None where nothing is said, or nobody can press a key."""
    if not keys.there:
        return None
    say(f"{question} A digit, 0 none, t for ten, the worst; Enter skips.")
    stiffness, pain = _ask_score(keys, "Stiffness?"), _ask_score(keys, "Pain?")
    said = stiffness is not None or pain is not None
    return Feeling(stiffness=stiffness, pain=pain) if said else None


def _ask_score(keys: Keys, question: str) -> int | None:
    say(question)
    key = answer(keys, f"0123456789{TEN}\n")
    return 10 if key == TEN else None if key == "\n" else int(key)
