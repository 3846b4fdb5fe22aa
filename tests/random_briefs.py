"""Catalogues and briefs made up from a number: the same number, the same catalogue or brief."""

from random import Random
from typing import Any

from builders import exercise

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Side, Sides
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer import Brief
from loosen.domain.composer.problem import candidates
from loosen.domain.exercise import Exercise

KINDS = {
    Kind.DYNAMIC_WARMUP: 6,
    Kind.MOBILITY: 8,
    Kind.STRENGTH: 8,
    Kind.ISOMETRIC: 2,
    Kind.STATIC_STRETCH: 9,
    Kind.RELAXATION: 2,
}
LIKELY = {
    Kind.DYNAMIC_WARMUP: (6, 1, 1, 1, 0, 0, 1, 0, 1, 0),
    Kind.MOBILITY: (2, 1, 2, 4, 1, 3, 1, 1, 3, 3),
    Kind.STRENGTH: (3, 1, 1, 3, 2, 1, 1, 3, 4, 3),
    Kind.ISOMETRIC: (1, 0, 1, 1, 2, 1, 2, 1, 3, 3),
    Kind.STATIC_STRETCH: (2, 3, 1, 2, 0, 3, 2, 1, 4, 3),
    Kind.RELAXATION: (0, 0, 2, 1, 0, 1, 1, 1, 5, 2),
}
"""How likely an exercise of a kind begins in each position, in the order of Position."""
TAIL = {Sides.NONE: "", Sides.EACH: " each side", Sides.ALTERNATING: " each side, alternating"}


def some_catalogue(size: int, number: int) -> Catalogue:
    """A catalogue of so many exercises, with families as crowded as real ones are."""
    random = Random(f"catalogue {size} {number}")
    families = max(3, round(1.9 * size**0.68)) if size > 20 else max(2, size // 2)
    kinds = [_kind(random) for _ in range(families)]
    moulds = [
        (
            kind,
            random.choices(list(Position), LIKELY[kind])[0],
            random.sample(list(Area), random.choice((1, 2, 2, 3, 3))),
            random.choice((*Sides, Sides.EACH)),
        )
        for kind in kinds
    ]
    members: dict[int, list[str]] = {}
    made = []
    for number_of_one in range(size):
        family = number_of_one
        if number_of_one >= families:
            popular = int(random.paretovariate(1.1)) - 1
            family = popular if random.random() < 0.4 else random.randrange(families)
            family = min(family, families - 1)
        made.append(_exercise(random, number_of_one, family, moulds[family], members))
    return Catalogue(made)


def _kind(random: Random) -> Kind:
    return random.choices(list(KINDS), list(KINDS.values()))[0]


def _exercise(
    random: Random,
    number: int,
    family: int,
    mould: tuple[Kind, Position, list[Area], Sides],
    members: dict[int, list[str]],
) -> Exercise:
    kind, position, areas, sides = mould
    if random.random() < 0.25:
        kind = _kind(random)
    if random.random() < 0.3 or not LIKELY[kind][list(Position).index(position)]:
        position = random.choices(list(Position), LIKELY[kind])[0]
    if kind is Kind.RELAXATION:
        sides = Sides.NONE
    slug = f"e{number}"
    kin = members.setdefault(family, [])
    changes: dict[str, Any] = {
        "before": [random.choice(kin)] if kin and random.random() < 0.1 else [],
        "harder": [random.choice(kin)] if kin and random.random() < 0.15 else [],
        "cautions": {"ask_first": _cautions(random, position)},
        "equipment": {"required": [random.choice(list(Equipment))] * (random.random() < 0.2)},
    }
    if sides is Sides.EACH and kind is Kind.STATIC_STRETCH and random.random() < 0.2:
        changes["stiffer_side"] = {"rounds": "2-3", "source": "clinic"}
    others = [area for area in random.sample(list(Area), 2) if area not in areas]
    kin.append(slug)
    return exercise(
        slug,
        dose=_dose(random, kind, sides),
        family=f"family{family}",
        kind=kind,
        position=position,
        sides=sides,
        level=random.choices(list(Level), (5, 3, 2))[0],
        seconds_per_rep=random.choice((2, 2.5, 3, 4, 4, 5)),
        setup_seconds=random.choice((0, 0, 0, 8)),
        areas={"primary": areas, "secondary": others[: random.randrange(3)]},
        **changes,
    )


def _cautions(random: Random, position: Position) -> list[Caution]:
    found = {Caution.KNEE} if random.random() < 0.18 else set()
    if position in (Position.QUADRUPED, Position.PLANK) and random.random() < 0.5:
        found.add(Caution.WRIST)
    if position in (Position.SUPINE, Position.HOOKLYING) and random.random() < 0.6:
        found.add(Caution.PREGNANCY)
    return sorted(found)


def _dose(random: Random, kind: Kind, sides: Sides) -> str:
    tail = TAIL[sides]
    if kind is Kind.STATIC_STRETCH:
        return random.choice(("30-60 s", "30 s", "20-40 s", "3-5 x 10 s")) + tail
    if kind is Kind.RELAXATION:
        return random.choice(("7-8 breaths", "30 s", "8-16 breaths"))
    if kind is Kind.ISOMETRIC:
        return random.choice(("4-5 x 5 s", "2-4 x 10 s")) + tail
    count = random.choice(("10", "10-12", "8-12", "6-10", "8-15"))
    if kind is not Kind.STRENGTH:
        return count + (tail or " reps")
    each = " each side" if tail else " reps"
    return f"{count}{each} x 3{tail.removeprefix(' each side')}"


def some_brief(catalogue: Catalogue, number: int) -> Brief:
    """A brief over a catalogue, as a person with a lot of wishes might give it."""
    random = Random(f"brief {number}")
    slugs = list(catalogue)
    minutes = random.choice((4, 5, 6, 8, 10, 10, 12, 15, 15, 20, 20, 25, 30, 40, 45, 60))
    areas = random.sample(list(Area), random.choices((1, 2, 3, 4, 5), (1, 3, 5, 4, 2))[0])
    exclude = random.sample(slugs, min(len(slugs), random.choice((0, 0, 1, 3))))
    recent = random.sample(slugs, min(len(slugs) // 4, random.choice((0, 3, 8))))
    positions = list(Position)
    values: dict[str, Any] = {
        "seconds": minutes * 60 + random.choice((0, 0, 0, 30)),
        "areas": {area: random.choice((1, 2, 2, 3)) for area in areas},
        "floors": {area: random.choice((20, 60, 80)) for area in areas if random.random() < 0.1},
        "positions": positions
        if random.random() < 0.7
        else random.sample(positions, random.choice((3, 5, 7))),
        "equipment": [item for item in Equipment if random.random() < 0.7],
        "avoid": random.sample(list(Caution), random.choice((0, 0, 0, 1, 1, 2))),
        "level": random.choice((*Level, Level.DEMANDING)),
        "exclude": exclude,
        "max_per_family": random.choice((1, 1, 1, 2, 2, 3)),
        "start_moving": random.random() < 0.5,
        "end_quiet": random.random() < 0.5,
        "stiffer": random.choice((None, None, Side.LEFT)),
        "recency": {slug: random.choice((0, 1, 2, 3)) for slug in recent},
        "liked": random.sample(slugs, min(2, len(slugs))),
        "less": random.sample(slugs, 1),
        "seed": random.choice((0, 0, 0, 7)),
    }
    brief = Brief.from_plain(values | _numbers(random, minutes))
    return brief.copy_with(include=_include(random, brief, catalogue))


def _include(random: Random, brief: Brief, catalogue: Catalogue) -> tuple[str, ...]:
    """Now and then an exercise that must be in, rarely one that the filters forbid."""
    left = [exercise.slug for exercise in candidates(catalogue, brief)]
    number = min(len(left), random.choice((0, 0, 0, 0, 1, 1, 2)))
    if random.random() < 0.03:
        return (random.choice([slug for slug in catalogue if slug not in brief.exclude]),)
    return tuple(sorted(random.sample(left, number)))


def _numbers(random: Random, minutes: int) -> dict[str, Any]:
    kinds = {}
    if random.random() < 0.3:
        low = random.choice((0, 1, 2, 3))
        kinds[Kind.STRENGTH] = f"{low}-{low + random.choice((0, 1, 1, 2))}"
    if random.random() < 0.2:
        kinds[Kind.STATIC_STRETCH] = f"{random.choice((1, 2))}-{random.choice((2, 4, 6))}"
    if random.random() < 0.7:
        return {"kinds": kinds}
    low = max(1, round(minutes * 0.4))
    return {"kinds": kinds, "steps": f"{low}-{max(low, round(minutes * random.choice((0.6, 1))))}"}


def easy_brief(catalogue: Catalogue, number: int) -> Brief:
    """A brief that a tiny catalogue has a good chance to meet."""
    wishes = some_brief(catalogue, number).to_plain()
    everything = {
        "positions": list(Position),
        "equipment": list(Equipment),
        "level": (None, Level.DEMANDING)[number % 2],
        "avoid": [],
        "include": [],
        "floors": dict.fromkeys(wishes["areas"], 0),
        "kinds": wishes["kinds"] if number % 3 == 0 else {},
        "steps": "1-3" if number % 2 else "0-60",
        "start_moving": wishes["start_moving"] and number % 7 == 0,
        "end_quiet": wishes["end_quiet"] and number % 7 == 1,
        "seconds": max(60, wishes["seconds"] // 3),
    }
    return Brief.from_plain(wishes | everything)
