"""What hypothesis draws figures' poses from."""

from hypothesis import strategies as st

from loosen.domain.figure import Limb, Pose, Spot
from loosen.domain.figure.vectors import Vec, size, unit

lengths = st.floats(-1.5, 1.5, allow_nan=False, width=32)
points: st.SearchStrategy[Vec] = st.tuples(lengths, lengths, lengths)
directions: st.SearchStrategy[Vec] = points.filter(lambda a: size(a) > 0.1).map(unit)
limbs = st.builds(Limb, spot=st.builds(Spot, points), pole=directions, toes=directions)
poses = st.builds(
    Pose,
    pelvis=points,
    spine=directions,
    right=directions,
    shoulders=directions,
    bow=st.floats(-0.12, 0.12),
    head=st.none() | directions,
    face=st.none() | directions,
    right_foot=limbs,
    left_foot=limbs,
    right_hand=limbs,
    left_hand=limbs,
)
