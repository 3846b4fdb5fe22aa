"""From the tables of a figure's file to poses: inheritance, symmetry, mirroring.

Tables are merged first, as tables, and read once: a pose says only what differs from the one it
comes ``from``. Inside a limb each key stands for itself, but a new place (``at`` or ``on``)
replaces the whole old place.
"""

from collections.abc import Callable, Mapping

from loosen.domain.figure import Limb, Pose, Spot
from loosen.domain.figure.vectors import Vec, add, unit
from loosen.storage.figure_table import FigureProblem, FigureTable

Raw = dict[str, object]

LIMBS = ("right_foot", "left_foot", "right_hand", "left_hand")
_PLACE = ("at", "on", "share")
_BONES = frozenset(
    f"{side}-{bone}" for side in ("left", "right") for bone in ("thigh", "shank", "foot")
)
_PARTS = _BONES | {"chest", "pelvis", "head"}
_VECTORS = ("pelvis", "spine", "right", "shoulders", "head", "face")


class Poses:
    """The poses of one file, by name, each resolved when it is first asked for.

    ``tables`` are the file's own poses, ``outside`` finds one that several files share, ``every``
    is laid over each pose.
    """

    def __init__(
        self,
        file: str,
        tables: Mapping[str, object],
        outside: Callable[[str], Raw | None],
        every: Raw,
    ) -> None:
        self.file = file
        self.tables = tables
        self.outside = outside
        self.every = paired(every)
        self._open: list[str] = []

    def raw(self, name: str) -> Raw:
        """A pose's table with all it inherits."""
        if name in self._open:
            raise FigureProblem(self.file, f"pose.{name}.from", "comes from itself")
        own = self.tables.get(name)
        if own is None:
            shared = self.outside(name)
            if shared is None:
                raise FigureProblem(self.file, f"pose.{name}", "is not among the poses")
            return shared
        if not isinstance(own, dict):
            raise FigureProblem(self.file, f"pose.{name}", "should be a table")
        self._open.append(name)
        found = self._inherited(name, own)
        self._open.pop()
        return merged(found, self.every)

    def _inherited(self, name: str, own: Raw) -> Raw:
        twin = own.get("mirror_of")
        if isinstance(twin, str):
            rest = {key: value for key, value in own.items() if key != "mirror_of"}
            return merged(mirrored(self.raw(twin)), paired(rest))
        origin = own.get("from")
        if origin is None:
            return paired(own)
        if not isinstance(origin, str):
            raise FigureProblem(self.file, f"pose.{name}.from", "should be the name of a pose")
        rest = {key: value for key, value in own.items() if key != "from"}
        return merged(self.raw(origin), paired(rest))

    def pose(self, name: str) -> tuple[Pose, str, frozenset[str]]:
        """A pose, its words, and the points that bear on something in it."""
        table = FigureTable(self.file, f"pose.{name}", self.raw(name))
        vectors = {key: table.vector(key) for key in _VECTORS}
        limbs = {key: _limb(table, key) for key in LIMBS}
        bow = table.number("bow", 0.0, least=-0.2, most=0.2)
        words = table.text("words", "")
        contacts = frozenset(table.names("contacts") or ())
        shift = table.vector("shift") or (0.0, 0.0, 0.0)
        table.finish()
        for key in ("pelvis", "spine"):
            if vectors[key] is None:
                raise table.problem(key, "is missing: three numbers in brackets")
        right = vectors["right"] or (1.0, 0.0, 0.0)
        pose = Pose(
            pelvis=add(vectors["pelvis"] or right, shift),
            spine=unit(vectors["spine"] or right),
            right=unit(right),
            shoulders=unit(vectors["shoulders"] or right),
            bow=bow,
            head=vectors["head"],
            face=vectors["face"],
            **{key: _shifted(limb, shift) for key, limb in limbs.items()},
        )
        return pose, words, contacts


def _shifted(limb: Limb, shift: Vec) -> Limb:
    if limb.spot.on:
        return limb
    return Limb(Spot(add(limb.spot.point, shift)), limb.pole, limb.toes, limb.straight)


def _limb(table: FigureTable, key: str) -> Limb:
    limb = table.table(key)
    if limb is None:
        raise table.problem(key, "is missing: where does it reach?")
    on = limb.text("on", "") if "on" in limb else ""
    if on and on not in _PARTS:
        raise limb.problem("on", f"should be one of {', '.join(sorted(_PARTS))}")
    at = limb.vector("at")
    if at is None and not on:
        raise limb.problem("at", "is missing: a point, or say on what it lies")
    pole = limb.vector("pole")
    if pole is None:
        raise limb.problem("pole", "is missing: where does the joint point?")
    found = Limb(
        spot=Spot(at or (0.0, 0.0, 0.0), on, limb.number("share", 0.0, most=1.0)),
        pole=unit(pole),
        toes=unit(limb.vector("toes") or (0.0, 0.0, 1.0)),
        straight=limb.number("straight", 0.0, most=1.0),
    )
    limb.finish()
    return found


def merged(under: Raw, over: Raw) -> Raw:
    """One pose's table laid over another's."""
    found = dict(under)
    for key, value in over.items():
        old = found.get(key)
        if key in LIMBS and isinstance(value, dict) and isinstance(old, dict):
            kept = dict(old)
            if "at" in value or "on" in value:
                kept = {word: part for word, part in kept.items() if word not in _PLACE}
            found[key] = kept | value
        else:
            found[key] = value
    return found


def paired(pose: Raw) -> Raw:
    """``feet`` and ``hands`` written out: the right one as given, the left one mirrored."""
    found = {key: value for key, value in pose.items() if key not in ("feet", "hands")}
    for plural, singular in (("feet", "foot"), ("hands", "hand")):
        both = pose.get(plural)
        if isinstance(both, dict):
            right, left = f"right_{singular}", f"left_{singular}"
            found = merged({right: both, left: _other_side(both)}, found)
    return found


def mirrored(pose: Raw) -> Raw:
    """A pose's table with left and right exchanged."""
    found: Raw = {}
    for key, value in pose.items():
        if key in LIMBS and isinstance(value, dict):
            found[_swap(key)] = _other_side(value)
        elif key in ("right", "shoulders"):
            found[key] = _reflect(value, -1)
        elif key == "contacts" and isinstance(value, list):
            found[key] = [_swap(str(name)) for name in value]
        else:
            found[key] = _reflect(value, 1) if key in _VECTORS or key == "shift" else value
    return found


def _other_side(limb: Raw) -> Raw:
    found: Raw = {}
    for key, value in limb.items():
        found[key] = _swap(value) if isinstance(value, str) else _reflect(value, 1)
    return found


def _reflect(value: object, sign: int) -> object:
    """A vector in the mirror; the body's right becomes its left, so that one is turned back too."""
    if isinstance(value, list) and len(value) == 3 and all(map(_is_plain, value)):
        x, y, z = value
        return [-sign * x, sign * y, sign * z]
    return value


def _is_plain(value: object) -> bool:
    return isinstance(value, int | float)


def _swap(name: str) -> str:
    if "right" in name:
        return name.replace("right", "left")
    return name.replace("left", "right")
