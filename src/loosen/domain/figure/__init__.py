"""The moving figure: a small body that shows each exercise, turned and coloured, in text or inks.

The map, in the order of dependency: ``vectors`` (points, two-bone reach), ``bones`` and
``skeleton`` (limbs that are placed; targets to bones), ``camera``, ``outline`` and ``braille`` (the
eye; shapes row by row; dots, text and roles),
``shapes``, ``regions`` and ``props`` (flesh, target muscles, things used), ``motion`` (key poses in
time), ``drawing`` (all of it to a Frame of dots), ``mosaic`` and ``painting`` (inks and cells of two
inks; all of it to a Picture in inks), ``steady`` (what of either is shown while it moves),
``travel`` (how far it moves in the picture),
``measures`` and ``solids`` (angles of joints, and what goes through what) and ``lint``
(what a body cannot do, and what a drawing may not hide). Pure: no disk, no clock, no terminal; files
are read in ``storage``.
"""

from loosen.domain.figure.braille import Frame, Role, changed
from loosen.domain.figure.camera import Camera
from loosen.domain.figure.drawing import draw
from loosen.domain.figure.mosaic import Cell, Ink, Mosaic, Picture, changed_cells, mosaic
from loosen.domain.figure.motion import Figure, Instant, Station
from loosen.domain.figure.painting import paint
from loosen.domain.figure.props import Prop
from loosen.domain.figure.skeleton import Limb, Pose, Skeleton, Spot
from loosen.domain.figure.steady import Steady, SteadyMosaic
from loosen.domain.figure.travel import FARTHEST, LOOKS, SparingPace, travel

__all__ = [
    "FARTHEST",
    "LOOKS",
    "Camera",
    "Cell",
    "Figure",
    "Frame",
    "Ink",
    "Instant",
    "Limb",
    "Mosaic",
    "Picture",
    "Pose",
    "Prop",
    "Role",
    "Skeleton",
    "SparingPace",
    "Spot",
    "Station",
    "Steady",
    "SteadyMosaic",
    "changed",
    "changed_cells",
    "draw",
    "mosaic",
    "paint",
    "travel",
]
