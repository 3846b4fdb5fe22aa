"""Signs before the rows of lists, one column each, and the words for them."""

from collections.abc import Mapping

from loosen.domain.exercise import Exercise, Origin
from loosen.domain.settings import Liking
from loosen.text.exercise_page import Block, Setting
from loosen.text.wording import LIKINGS, MARK_OF_IMPORTED, MARK_OF_OWN

IN_BASKET = "✓"
DUE, SCHEDULED = "●", "○"
NO_SIGN = " "
_ORIGINS = {Origin.OWN: MARK_OF_OWN, Origin.IMPORTED: MARK_OF_IMPORTED}
_IN_BASKET_WORDS = "in the basket"
_IMPORTED_WORDS = "imported from another project"


def exercise_signs(
    exercise: Exercise, liking: Liking | None, *, put_aside: bool, origins: bool
) -> str:
    """The signs of an exercise: basket, liking and, where a list has several ``origins``, its origin."""
    signs = (
        IN_BASKET if put_aside else NO_SIGN,
        LIKINGS[liking].sign if liking else NO_SIGN,
        _ORIGINS.get(exercise.origin, NO_SIGN) if origins else "",
    )
    return "".join(signs)


def exercise_sign_words(exercise: Exercise, liking: Liking | None, *, put_aside: bool) -> str:
    """The signs of an exercise in words: "in the basket · Liked: suggested more often"; may be empty."""
    origins = {Origin.OWN: "yours", Origin.IMPORTED: _IMPORTED_WORDS}
    words = (
        _IN_BASKET_WORDS if put_aside else "",
        LIKINGS[liking].words.removesuffix(".") if liking else "",
        origins.get(exercise.origin, ""),
    )
    return " · ".join(filter(None, words))


def routine_signs(*, due: bool, scheduled: bool, yours: bool) -> str:
    """The signs of a routine: whether it is due or scheduled, and whose it is."""
    when = DUE if due else SCHEDULED if scheduled else NO_SIGN
    return f"{when}{MARK_OF_OWN if yours else NO_SIGN}"


def legend(*lines: Mapping[str, str]) -> Block:
    """A block that says what signs mean, each with its word, in so many lines."""
    texts = (" · ".join(f"{sign} {words}" for sign, words in line.items()) for line in lines)
    return Block("Signs in the list", Setting.PROSE, tuple(texts))


EXERCISE_SIGNS = legend(
    {IN_BASKET: _IN_BASKET_WORDS, **{text.sign: text.label for text in LIKINGS.values()}},
    {MARK_OF_OWN: "yours", MARK_OF_IMPORTED: "imported"},
)
"""The legend of the list of exercises."""
ROUTINE_SIGNS = legend({DUE: "due", SCHEDULED: "scheduled, not due now", MARK_OF_OWN: "yours"})
"""The legend of the list of routines."""
