"""Schema of the file of a person's own exercise.

Its keys are those of shipped exercises, without those about sources. Keys left out get defaults here, so
that the catalogue holds one type of exercise and no other module distinguishes who wrote it.
"""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from loosen.domain.body import Level, Position, Sides, Surface
from loosen.domain.dose import Dose, DoseText
from loosen.domain.exercise import Cautions, DefaultDose, Exercise, ExerciseFields, Kit, Origin
from loosen.domain.value import Beside, Form, OwnSlug, Slug, Text

LONGEST_NAME = 80
YOUR_DOSE = "Your own dose."

_SURFACES = {
    Position.STANDING: (Surface.FLOOR,),
    Position.SEATED_CHAIR: (Surface.CHAIR,),
}


def _fits_the_sides(dose: Dose, others: Mapping[str, object]) -> None:
    if others.get("sides") is Sides.NONE and dose.sides is not Sides.NONE:
        raise ValueError("is for each side, but sides is “none”; write one without “each side”")


def _names_itself(replaces: str | None, others: Mapping[str, object]) -> None:
    slug = others.get("slug", replaces)
    if replaces not in (None, slug):
        raise ValueError(
            f"is “{replaces}”, but the file is “{slug}.toml”; write the same name in both"
        )


class OwnExercise(ExerciseFields):
    """Content of the file of a person's own exercise; ``to_exercise`` makes the catalogue's entry."""

    slug: OwnSlug
    name: Form[Text, Meta(max_length=LONGEST_NAME)]
    position: Position
    sides: Sides
    equipment: Kit = Kit()
    cautions: Cautions = Cautions()
    dose: Annotated[DoseText, Beside(_fits_the_sides)]
    because: Text | None = None
    """Reason for the dose."""
    family: Slug | None = None
    surfaces: tuple[Surface, ...] = ()
    level: Level = Level.MODERATE
    summary: Text | None = None
    feel: Text | None = None
    breathing: Text | None = None
    replaces: Annotated[Slug | None, Beside(_names_itself)] = None
    """Its own slug, where it is to replace the shipped exercise of the same slug."""

    def __post_init__(self) -> None:
        others = self.fields()
        _fits_the_sides(self.dose, others)
        _names_itself(self.replaces, others)

    @property
    def references(self) -> tuple[tuple[str, str], ...]:
        """Slugs of the other exercises it names, each with the key that names it."""
        keys = ("easier", "harder", "similar", "before")
        return tuple((key, slug) for key in keys for slug in getattr(self, key))

    def to_exercise(self) -> Exercise:
        """Return the entry of the catalogue for it."""
        common = {key: getattr(self, key) for key in ExerciseFields.__struct_fields__}
        because = self.because or YOUR_DOSE
        return Exercise(
            **common,
            origin=Origin.OWN,
            family=self.family or self.slug,
            surfaces=self.surfaces or _SURFACES.get(self.position, (Surface.MAT,)),
            level=self.level,
            summary=self.summary or self._purpose(),
            feel=self.feel,
            breathing=self.breathing,
            default=DefaultDose(dose=self.dose, ours=False, because=because),
        )

    def _purpose(self) -> str:
        *first, last = [area.label for area in self.areas.primary]
        return f"For {', '.join(first)} and {last}." if first else f"For {last}."
