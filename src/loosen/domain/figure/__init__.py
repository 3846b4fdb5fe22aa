"""The moving figure: a small body that shows each exercise, turned and coloured, as text.

The map, in the order of dependency: ``vectors`` (points, two-bone reach), ``bones`` and
``skeleton`` (limbs that are placed; targets to bones), ``camera``, ``outline`` and ``braille`` (the
eye; shapes row by row; dots, text and roles),
``shapes``, ``regions`` and ``props`` (flesh, target muscles, things used), ``motion`` (key poses in
time), ``drawing`` (all of it to a Frame), ``steady`` (what of it is shown while it moves),
``measures`` and ``solids`` (angles of joints, and what goes through what) and ``lint``
(what a body cannot do, and what a drawing may not hide). Pure: no disk, no clock, no terminal; files
are read in ``storage``.
"""

from loosen.domain.figure.braille import Frame, Role, changed
from loosen.domain.figure.camera import Camera
from loosen.domain.figure.drawing import draw
from loosen.domain.figure.motion import Figure, Instant, Station
from loosen.domain.figure.props import Prop
from loosen.domain.figure.skeleton import Limb, Pose, Skeleton, Spot
from loosen.domain.figure.steady import Steady

__all__ = [
    "Camera",
    "Figure",
    "Frame",
    "Instant",
    "Limb",
    "Pose",
    "Prop",
    "Role",
    "Skeleton",
    "Spot",
    "Station",
    "Steady",
    "changed",
    "draw",
]
