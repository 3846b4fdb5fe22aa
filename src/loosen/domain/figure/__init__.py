"""The moving figure: a small body that shows each exercise, turned and coloured, in text or inks.

The modules, in the order of dependency: ``vectors`` (points, two-bone reach), ``skeleton`` (poses
as targets, solved to bones), ``camera`` (projection), ``outline`` and ``braille`` (shapes row by row;
dots, text and roles), ``shapes``, ``regions`` and ``props`` (flesh, target muscles, things used),
``motion`` (key poses in time), ``drawing`` (a figure to a Frame of dots), ``mosaic`` and ``painting``
(cells of two inks; a figure to a Picture in inks), ``steady`` (which cells of a moving drawing are
repainted), ``travel`` (how far a figure moves in the picture), ``measures`` and ``solids`` (angles of
joints; collisions) and ``lint`` (poses that no body can take, movement that a drawing hides). Pure: no
disk, no clock, no terminal; files are read in ``storage``.
"""

from loosen.domain.figure.braille import Frame, Role, changed
from loosen.domain.figure.camera import Camera
from loosen.domain.figure.drawing import draw
from loosen.domain.figure.mosaic import Cell, Ink, Mosaic, Picture, changed_cells, mosaic
from loosen.domain.figure.motion import Figure, Instant, Station
from loosen.domain.figure.painting import paint
from loosen.domain.figure.props import Prop
from loosen.domain.figure.skeleton import Limb, Pose, Skeleton, Spot
from loosen.domain.figure.steady import Drawing, Steady
from loosen.domain.figure.travel import FARTHEST, LOOKS, SparingPace, travel

__all__ = [
    "FARTHEST",
    "LOOKS",
    "Camera",
    "Cell",
    "Drawing",
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
    "changed",
    "changed_cells",
    "draw",
    "mosaic",
    "paint",
    "travel",
]
