"""Closed vocabularies of the catalogue: areas, positions, equipment, kinds, cautions, motions, sides.

Files, flags and exports spell each word exactly as its value here. Its meaning, one line for readers,
stands beside it, so that lists, help and errors agree.
"""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """Member of a closed vocabulary, with its ``meaning`` in one line."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        return word

    @property
    def label(self) -> str:
        """The word with spaces, as shown to people: ``hip-flexors`` is "hip flexors"."""
        return self.value.replace("-", " ")


class Area(Word):
    """Region of the body that an exercise serves."""

    HIP_FLEXORS = "hip-flexors", "front of the hip and top of the thigh"
    GLUTES = "glutes", "buttock: straightens the hip"
    OUTER_HIP = "outer-hip", "side of the hip: lifts the leg out and steadies the pelvis"
    DEEP_ROTATORS = "deep-rotators", "small muscles under the buttock that turn the thigh out"
    INNER_THIGH = "inner-thigh", "adductors and groin"
    HAMSTRINGS = "hamstrings", "back of the thigh"
    QUADS = "quads", "front of the thigh: straightens the knee"
    LOW_BACK = "low-back", "lumbar spine, its extensors and the waist"
    PELVIS_SI = "pelvis-si", "pelvis and sacro-iliac joints"
    CORE = "core", "abdominals and what steadies the trunk"
    HIP_JOINT = "hip-joint", "the joint itself: rotation and overall range"
    SHOULDERS_CHEST = "shoulders-chest", "shoulders, chest and arms, bearing weight or opened"

    @property
    def label(self) -> str:
        """The area as people say it: "hip flexors", "SI joints"."""
        return _AREA_LABELS.get(self, super().label)


_AREA_LABELS = {Area.PELVIS_SI: "SI joints", Area.SHOULDERS_CHEST: "chest and shoulders"}


class Position(Word):
    """Position of the body at the start of an exercise."""

    STANDING = "standing", "upright, on both feet or one"
    HALF_KNEELING = "half-kneeling", "one knee down, the other foot in front"
    KNEELING = "kneeling", "on both knees, or sitting on the heels"
    QUADRUPED = "quadruped", "hands and knees"
    PLANK = "plank", "hands and toes, body straight"
    SEATED_FLOOR = "seated-floor", "sitting on the floor"
    SEATED_CHAIR = "seated-chair", "sitting on a firm chair"
    SIDE_LYING = "side-lying", "on one side"
    SUPINE = "supine", "on the back, legs long or in the air"
    HOOKLYING = "hooklying", "on the back, knees bent, soles down"


class Surface(Word):
    """Surface that an exercise is done on."""

    FLOOR = "floor", "bare, firm"
    MAT = "mat", "yoga mat or thin blanket"
    BED = "bed", "firm bed; flatter is better"
    CHAIR = "chair", "firm, without arms or wheels"


class Equipment(Word):
    """Equipment that an exercise requires or can use. There is no word for none: the list is empty."""

    MAT = "mat", "padding under the body"
    SUPPORT = "support", "wall, table or back of a chair to hold"
    CHAIR = "chair", "firm seat"
    BAND = "band", "resistance band or loop"
    BELT = "belt", "belt or strap, buckled round the thighs"
    BALL = "ball", "about the size of a basketball"
    PILLOW = "pillow", "cushion between the knees, under a knee, seat or head"


class Kind(Word):
    """Kind of work that an exercise is."""

    DYNAMIC_WARMUP = "dynamic-warmup", "swings or circles that prepare, no hold"
    MOBILITY = "mobility", "controlled movement through range"
    STRENGTH = "strength", "muscle effort in sets and repetitions"
    STATIC_STRETCH = "static-stretch", "hold at the end of range"
    ISOMETRIC = "isometric", "push or squeeze without movement"
    RELAXATION = "relaxation", "rest posture, timed by breath"

    @property
    def short(self) -> str:
        """The label, shortened for table columns: "stretch", "warm-up"."""
        return _SHORT_KINDS.get(self, self.label)


_SHORT_KINDS = {Kind.DYNAMIC_WARMUP: "warm-up", Kind.STATIC_STRETCH: "stretch"}


class Caution(Word):
    """Condition for which to ask first about an exercise, or to leave it out."""

    KNEE = "knee", "kneeling, deep bend or twist loads a sore knee"
    WRIST = "wrist", "weight on the hands with the wrist bent back"
    SHOULDER = "shoulder", "weight on the shoulder or a long reach"
    NECK = "neck", "head held, turned or unsupported"
    BALANCE = "balance", "standing on one leg or a shifting base"
    FLOOR_TRANSFER = "floor-transfer", "getting down to the floor and up again"
    HIP_REPLACEMENT = "hip-replacement", "crosses, twists or bends an operated hip far"
    HIP_IMPINGEMENT = "hip-impingement", "deep hip bend that can pinch in front"
    PREGNANCY = "pregnancy", "flat on the back for a while, or the belly compressed"
    PELVIC_GIRDLE = "pelvic-girdle", "wide legs, one-leg load or a hard squeeze"
    OSTEOPOROSIS = "osteoporosis", "bends or twists the spine with load"
    FLEXION_SENSITIVE = "flexion-sensitive", "bending forward or twisting makes it worse"
    EXTENSION_SENSITIVE = "extension-sensitive", "arching backward makes it worse"
    BLOOD_PRESSURE = "blood-pressure", "effort that tempts to hold the breath, or head low"
    DIZZINESS = "dizziness", "quick changes of head level"


class Motion(Word):
    """Motion or load in an exercise that brings cautions with it."""

    DEEP_HIP_BEND = "deep-hip-bend", "the hip bends well past a right angle"
    HIP_TURN = "hip-turn", "the thigh turns far in or out"
    HIP_CROSSING = "hip-crossing", "a leg crosses the other one or the middle of the body"
    HIP_BACK = "hip-back", "the thigh reaches behind the body"
    HIP_OUT = "hip-out", "the leg is lifted outwards by its own strength"
    WIDE_APART = "wide-apart", "the thighs go far apart"
    SQUEEZE = "squeeze", "the thighs press hard together or apart"
    ONE_LEG_STANDING = "one-leg-standing", "one leg carries the body standing"
    ONE_LEG_LOAD = "one-leg-load", "one leg works or bears weight and the other does not"
    DEEP_KNEE_BEND = "deep-knee-bend", "the knee bends deep, or bends under load"
    KNEELING = "kneeling", "weight on a knee"
    KNEE_TWIST = "knee-twist", "a held foot or ankle can turn the knee"
    BACK_ROUNDING = "back-rounding", "the low back rounds"
    BACK_ARCHING = "back-arching", "the low back arches"
    BACK_TURNING = "back-turning", "the trunk turns or is turned by the legs"
    ON_THE_BACK = "on-the-back", "flat on the back for a while"
    BELLY_PRESSED = "belly-pressed", "a thigh presses against the belly"
    ON_THE_HANDS = "on-the-hands", "weight on hands that are bent back"
    SHOULDER_REACH = "shoulder-reach", "arms overhead, far out, or bearing weight"
    NECK_TURN = "neck-turn", "the head turns or is held away from the trunk"
    HEAD_LOW = "head-low", "the head is lower than the heart"
    UP_AND_DOWN = "up-and-down", "the head changes height or side quickly"
    EFFORT = "effort", "an effort that tempts to hold the breath"
    TO_THE_FLOOR = "to-the-floor", "getting down to the floor and up again"


class Level(Word):
    """Difficulty of an exercise; our judgement, not an article's."""

    GENTLE = "gentle", "small effort, small range"
    MODERATE = "moderate", "some effort or range"
    DEMANDING = "demanding", "strength, balance or a deep range"

    @property
    def rank(self) -> int:
        """Index in the order from gentle (0) to demanding (2)."""
        return list(Level).index(self)


class Sides(Word):
    """Laterality of an exercise or a dose: which sides work, and in what order."""

    NONE = "none", "both sides at once"
    EACH = "each", "one side to the end, then the other"
    ALTERNATING = "alternating", "the sides take turns"


class SideChange(Word):
    """Movement of the body from one side to the other."""

    STAY = "stay", "the body stays, the other side begins"
    OTHER_LEG = "other-leg", "a leg is set down and the other one taken"
    STANDING_LEG = "standing-leg", "the weight goes to the other foot"
    TURN_ROUND = "turn-round", "the body turns round, or the other hand takes the support"
    SWAP_KNEES = "swap-knees", "a kneeling leg comes forward and the other one goes down"
    SLIDE_THROUGH = "slide-through", "the front leg slides back and the other one comes forward"
    ROLL_OVER = "roll-over", "the body rolls over to lie on the other side"
    CROSS_OTHER = "cross-other", "the legs uncross and cross the other way"
    SHIFT_FEET = "shift-feet", "the knees come up, and knees and feet go over to the other side"
    SHIFT_AND_CROSS = "shift-and-cross", "the ankle comes off, the feet go over and the legs cross"

    @property
    def seconds(self) -> int:
        """Seconds that a careful person needs for it; our estimate, as no article gives any."""
        return _SIDE_CHANGE_SECONDS[self]


_SIDE_CHANGE_SECONDS = {
    SideChange.STAY: 5,
    SideChange.OTHER_LEG: 8,
    SideChange.STANDING_LEG: 8,
    SideChange.TURN_ROUND: 10,
    SideChange.SWAP_KNEES: 12,
    SideChange.ROLL_OVER: 12,
    SideChange.CROSS_OTHER: 13,
    SideChange.SHIFT_FEET: 13,
    SideChange.SLIDE_THROUGH: 15,
    SideChange.SHIFT_AND_CROSS: 18,
}


class Side(Word):
    """Left or right: a side of the body, or a direction of travel."""

    LEFT = "left", ""
    RIGHT = "right", ""

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT
