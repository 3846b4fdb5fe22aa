"""An exercise as a person writes it down: a few keys are enough, and all of it is theirs.

The keys are those of the exercises that ship, without what speaks for an article or for us. What is
left out gets a plain default here, so that the catalogue holds one sort of exercise and nothing else
has to ask who wrote it.
"""

from pydantic import Field, ValidationInfo, field_validator

from loosen.domain.body import Level, Position, Sides, Surface
from loosen.domain.dose import Dose
from loosen.domain.dose_text import DoseText
from loosen.domain.exercise import Cautions, DefaultDose, Described, Exercise, Kit, Origin
from loosen.domain.value import OwnSlug, Slug, Text

LONGEST_NAME = 80
YOUR_DOSE = "Your own dose."

_SURFACES = {
    Position.STANDING: (Surface.FLOOR,),
    Position.SEATED_CHAIR: (Surface.CHAIR,),
}


class OwnExercise(Described):
    """What the file of a person's own exercise holds; ``exercise`` is what it stands for."""

    slug: OwnSlug
    name: Text = Field(max_length=LONGEST_NAME)
    position: Position
    sides: Sides
    equipment: Kit = Kit()
    cautions: Cautions = Cautions()
    dose: DoseText
    because: Text | None = None
    """Why this dose."""
    family: Slug | None = None
    surfaces: tuple[Surface, ...] = ()
    level: Level = Level.MODERATE
    summary: Text | None = None
    feel: Text | None = None
    breathing: Text | None = None
    replaces: Slug | None = None
    """Its own slug, where an exercise that ships has the same one and is to give way."""

    @field_validator("dose")
    @classmethod
    def _fits_the_sides(cls, dose: Dose, found: ValidationInfo) -> Dose:
        if found.data.get("sides") is Sides.NONE and dose.sides is not Sides.NONE:
            raise ValueError("is for each side, but sides is “none”; write one without “each side”")
        return dose

    @field_validator("replaces")
    @classmethod
    def _names_itself(cls, replaces: str | None, found: ValidationInfo) -> str | None:
        slug = found.data.get("slug", replaces)
        if replaces not in (None, slug):
            raise ValueError(
                f"is “{replaces}”, but the file is “{slug}.toml”; write the same name in both"
            )
        return replaces

    @property
    def references(self) -> tuple[tuple[str, str], ...]:
        """The other exercises it names: the key, and the slug that stands there."""
        keys = ("easier", "harder", "similar", "before")
        return tuple((key, slug) for key in keys for slug in getattr(self, key))

    def exercise(self) -> Exercise:
        """The entry of the catalogue that it stands for."""
        said = {key: getattr(self, key) for key in Described.model_fields}
        because = self.because or YOUR_DOSE
        return Exercise(
            **said,
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
