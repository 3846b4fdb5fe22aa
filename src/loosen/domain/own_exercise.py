"""Schema of the file of a person's own exercise.

Its keys are those of shipped exercises, without those about sources. Keys left out get defaults here, so
that the catalogue holds one type of exercise and no other module distinguishes who wrote it.
"""

from pydantic import Field, ValidationInfo, field_validator

from loosen.domain.body import Level, Position, Sides, Surface
from loosen.domain.dose import Dose, DoseText
from loosen.domain.exercise import Cautions, DefaultDose, Exercise, ExerciseFields, Kit, Origin
from loosen.domain.value import OwnSlug, Slug, Text

LONGEST_NAME = 80
YOUR_DOSE = "Your own dose."

_SURFACES = {
    Position.STANDING: (Surface.FLOOR,),
    Position.SEATED_CHAIR: (Surface.CHAIR,),
}


class OwnExercise(ExerciseFields):
    """Content of the file of a person's own exercise; ``to_exercise`` makes the catalogue's entry."""

    slug: OwnSlug
    name: Text = Field(max_length=LONGEST_NAME)
    position: Position
    sides: Sides
    equipment: Kit = Kit()
    cautions: Cautions = Cautions()
    dose: DoseText
    because: Text | None = None
    """Reason for the dose."""
    family: Slug | None = None
    surfaces: tuple[Surface, ...] = ()
    level: Level = Level.MODERATE
    summary: Text | None = None
    feel: Text | None = None
    breathing: Text | None = None
    replaces: Slug | None = None
    """Its own slug, where it is to replace the shipped exercise of the same slug."""

    @field_validator("dose")
    @classmethod
    def _fits_the_sides(cls, dose: Dose, info: ValidationInfo) -> Dose:
        if info.data.get("sides") is Sides.NONE and dose.sides is not Sides.NONE:
            raise ValueError("is for each side, but sides is “none”; write one without “each side”")
        return dose

    @field_validator("replaces")
    @classmethod
    def _names_itself(cls, replaces: str | None, info: ValidationInfo) -> str | None:
        slug = info.data.get("slug", replaces)
        if replaces not in (None, slug):
            raise ValueError(
                f"is “{replaces}”, but the file is “{slug}.toml”; write the same name in both"
            )
        return replaces

    @property
    def references(self) -> tuple[tuple[str, str], ...]:
        """Slugs of the other exercises it names, each with the key that names it."""
        keys = ("easier", "harder", "similar", "before")
        return tuple((key, slug) for key in keys for slug in getattr(self, key))

    def to_exercise(self) -> Exercise:
        """Return the entry of the catalogue for it."""
        common = {key: getattr(self, key) for key in ExerciseFields.model_fields}
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
