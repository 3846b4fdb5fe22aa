"""Drafts of every shape over the small catalogue: sections, notes, picks, doses, rests."""

from builders import small_catalogue
from hypothesis import strategies as st

from loosen.domain.body import Sides
from loosen.domain.dose import Dose, Hold, Reps, Span
from loosen.domain.editing.draft import Draft
from loosen.domain.exercise import Exercise
from loosen.domain.frequency import parse_frequency
from loosen.domain.routine import ExerciseStep, PickStep, Step
from loosen.domain.text import clean

CATALOGUE = small_catalogue()
words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\"'#[]\\={}"),
    min_size=1,
    max_size=30,
).filter(lambda text: clean(text) == text)
maybe_words = st.none() | words


def doses(exercise: Exercise) -> st.SearchStrategy[Dose]:
    """Doses that go with an exercise."""
    sides = [Sides.NONE] if exercise.sides is Sides.NONE else [Sides.EACH, Sides.ALTERNATING]
    spans = st.tuples(st.integers(1, 60), st.integers(0, 9)).map(lambda s: Span(s[0], s[0] + s[1]))
    amounts = st.builds(Reps, spans) | st.builds(Hold, spans)
    return st.builds(Dose, amounts, st.builds(Span, st.just(2), st.just(3)), st.sampled_from(sides))


@st.composite
def exercise_steps(draw: st.DrawFn) -> ExerciseStep:
    """A step with anything that a step can have."""
    slug = draw(st.sampled_from([record.slug for record in CATALOGUE.records]))
    dose = draw(st.none() | doses(CATALOGUE[slug]))
    one_side = (dose or CATALOGUE[slug].default.dose).sides is Sides.EACH
    return ExerciseStep(
        exercise=slug,
        dose=dose,
        rest=draw(st.none() | st.integers(0, 600)),
        stiffer_rounds=draw(st.none() | st.integers(2, 5)) if one_side else None,
        open_ended=draw(st.booleans()),
        section=draw(maybe_words),
        note=draw(maybe_words),
    )


@st.composite
def pick_steps(draw: st.DrawFn) -> PickStep:
    """A pick of one to four choices."""
    among = draw(st.lists(exercise_steps(), min_size=1, max_size=4))
    low = draw(st.integers(1, len(among)))
    return PickStep(
        pick=Span(low, draw(st.integers(low, len(among)))),
        among=tuple(among),
        most_per_family=draw(st.none() | st.integers(1, 3)),
        section=draw(maybe_words),
        note=draw(maybe_words),
    )


FREQUENCIES = (
    "every morning",
    "2-3 a week",
    "2-3 a week, not within 48 h of strength",
    "3-5 a day",
)


def drafts(least: int = 1) -> st.SearchStrategy[Draft]:
    """A draft with a name, of up to six steps."""
    steps: st.SearchStrategy[Step] = exercise_steps() | pick_steps()
    return st.builds(
        Draft,
        name=words,
        summary=words,
        frequency=st.none() | st.sampled_from(FREQUENCIES).map(parse_frequency),
        when=maybe_words,
        steps=st.lists(steps, min_size=least, max_size=6).map(tuple),
        rules=st.lists(words, max_size=2).map(tuple),
    )
