"""Small values that tests share: an exercise with what a test does not care about filled in."""

from typing import Any

from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise, Source
from loosen.domain.pace import Pace
from loosen.domain.routine import ExerciseStep, PickStep, Routine, resolve
from loosen.domain.settings import QuestionSettings, Settings
from loosen.domain.timeline import Timeline, unroll

AT_ONCE = Settings(questions=QuestionSettings.none(), pace=Pace(first_step_waits=0))
"""Settings of a person whose sessions start at once and ask nothing."""
SOURCE = Source(slug="clinic", code="C", title="Ten for the hip", publisher="The Clinic")


def exercise(slug: str, *, dose: str = "30 s each side", **changes: Any) -> Exercise:
    """An exercise with ``dose`` as its default; ``changes`` are keys of an exercise file."""
    values: dict[str, Any] = {
        "slug": slug,
        "name": slug.replace("-", " ").capitalize(),
        "family": slug,
        "kind": "static-stretch",
        "position": "supine",
        "surfaces": ["mat"],
        "sides": "each",
        "level": "gentle",
        "summary": "A summary.",
        "feel": "A pull.",
        "breathing": "Slowly.",
        "steps": ["Lie down.", "Pull."],
        "areas": {"primary": ["glutes"]},
        "default": {"dose": dose, "ours": False, "because": "The article says so."},
    }
    return Exercise.from_plain(values | changes)


def small_catalogue() -> Catalogue:
    """Seven exercises: every kind of work, several positions, families, kits and cautions."""
    return Catalogue(
        [
            exercise(
                "march",
                dose="10 each side, alternating",
                kind="dynamic-warmup",
                position="standing",
                seconds_per_rep=2,
                areas={"primary": ["hip-flexors"], "secondary": ["core"]},
                cautions={"ask_first": ["balance"]},
            ),
            exercise(
                "bridge",
                dose="10-12 reps x 3",
                kind="strength",
                also=["mobility"],
                position="hooklying",
                sides="none",
                level="moderate",
                areas={"primary": ["glutes", "core"], "secondary": ["hamstrings"]},
            ),
            exercise(
                "clam",
                dose="10 each side x 2",
                kind="strength",
                position="side-lying",
                level="moderate",
                setup_seconds=4,
                areas={"primary": ["outer-hip"]},
                equipment={"required": ["band"], "optional": ["pillow"]},
            ),
            exercise(
                "lunge",
                dose="3 x 10 s each side",
                name="Kneeling lunge",
                position="half-kneeling",
                areas={"primary": ["hip-flexors"], "secondary": ["quads"]},
                cautions={"avoid": ["knee"], "ask_first": ["balance"]},
            ),
            exercise(
                "pigeon",
                name="Pigeon pose",
                aliases=["sleeping swan"],
                family="figure-four",
                position="quadruped",
                level="demanding",
                areas={"primary": ["deep-rotators", "glutes"]},
                equipment={"optional": ["pillow"]},
                cautions={"ask_first": ["knee", "hip-replacement"]},
                stiffer_side={"rounds": "2-3", "source": "clinic"},
                variants=[
                    {
                        "slug": "pigeon-on-the-back",
                        "name": "Figure four",
                        "source": "clinic",
                        "change": "On the back.",
                        "position": "supine",
                        "dose": "20 s each side",
                        "required": ["pillow"],
                        "without_cautions": ["knee"],
                        "with_cautions": ["pregnancy"],
                    }
                ],
            ),
            exercise(
                "childs-pose",
                dose="8 breaths",
                name="Child’s pose",
                kind="relaxation",
                position="kneeling",
                sides="none",
                areas={"primary": ["low-back"]},
                equipment={"optional": ["pillow"]},
            ),
            exercise(
                "squeeze",
                dose="5 x 5 s",
                kind="isometric",
                position="hooklying",
                sides="none",
                summary="Press a ball between the knees.",
                areas={"primary": ["inner-thigh"]},
                equipment={"required": ["ball"]},
            ),
        ],
        [SOURCE],
    )


def step(slug: str, **changes: Any) -> ExerciseStep:
    """A step of a routine; ``changes`` are keys of a step in a routine file."""
    return ExerciseStep.from_plain({"exercise": slug} | changes)


def pick(number: int | str, *slugs: str, **changes: Any) -> PickStep:
    """A choice among slugs; ``changes`` are keys of a pick in a routine file."""
    among = [{"exercise": slug} for slug in slugs]
    return PickStep.from_plain({"pick": number, "among": among} | changes)


def routine(*steps: str | ExerciseStep | PickStep, **changes: Any) -> Routine:
    """A routine of steps, each a slug or a step."""
    own = [step(one) if isinstance(one, str) else one for one in steps]
    values = {"slug": "short", "name": "Short", "summary": "A few.", "steps": own}
    return Routine.from_plain(values | changes)


def timeline(*steps: str | ExerciseStep, pace: Pace | None = None) -> Timeline:
    """Steps over the small catalogue, unrolled."""
    catalogue = small_catalogue()
    return unroll(resolve(routine(*steps), catalogue), catalogue, pace or Pace())
