"""Cautions that the motions of an exercise bring with them: what shipped exercises are held to."""

from collections.abc import Iterable, Mapping

from loosen.domain.body import Caution, Motion

CAUTIONS_OF: Mapping[Motion, tuple[Caution, ...]] = {
    Motion.DEEP_HIP_BEND: (Caution.HIP_REPLACEMENT, Caution.HIP_IMPINGEMENT),
    Motion.HIP_TURN: (Caution.HIP_REPLACEMENT,),
    Motion.HIP_CROSSING: (Caution.HIP_REPLACEMENT,),
    Motion.HIP_BACK: (Caution.HIP_REPLACEMENT, Caution.EXTENSION_SENSITIVE),
    Motion.HIP_OUT: (Caution.HIP_REPLACEMENT,),
    Motion.WIDE_APART: (Caution.PELVIC_GIRDLE,),
    Motion.SQUEEZE: (Caution.PELVIC_GIRDLE, Caution.PREGNANCY),
    Motion.ONE_LEG_STANDING: (Caution.BALANCE, Caution.PELVIC_GIRDLE),
    Motion.ONE_LEG_LOAD: (Caution.PELVIC_GIRDLE,),
    Motion.DEEP_KNEE_BEND: (Caution.KNEE,),
    Motion.KNEELING: (Caution.KNEE,),
    Motion.KNEE_TWIST: (Caution.KNEE,),
    Motion.BACK_ROUNDING: (Caution.FLEXION_SENSITIVE, Caution.OSTEOPOROSIS),
    Motion.BACK_ARCHING: (Caution.EXTENSION_SENSITIVE,),
    Motion.BACK_TURNING: (Caution.FLEXION_SENSITIVE, Caution.OSTEOPOROSIS),
    Motion.ON_THE_BACK: (Caution.PREGNANCY,),
    Motion.BELLY_PRESSED: (Caution.PREGNANCY,),
    Motion.ON_THE_HANDS: (Caution.WRIST,),
    Motion.SHOULDER_REACH: (Caution.SHOULDER,),
    Motion.NECK_TURN: (Caution.NECK, Caution.DIZZINESS),
    Motion.HEAD_LOW: (Caution.BLOOD_PRESSURE, Caution.DIZZINESS),
    Motion.UP_AND_DOWN: (Caution.DIZZINESS,),
    Motion.EFFORT: (Caution.BLOOD_PRESSURE,),
    Motion.TO_THE_FLOOR: (Caution.FLOOR_TRANSFER,),
}
"""Cautions by motion. An exercise carries at least those of its motions, and may carry more."""


def cautions_of(motions: Iterable[Motion]) -> frozenset[Caution]:
    """Return every caution that the motions bring."""
    return frozenset(caution for motion in motions for caution in CAUTIONS_OF[motion])
