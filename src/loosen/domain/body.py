"""The closed words of the catalogue: body, place, equipment, kind, caution.

Each word is spelled in files, flags and exports exactly as its value here. What a word *means* to a
reader stands beside it, so that lists, help and errors say the same.
"""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A word from a closed list, with one line that says what it means."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        return word

    @property
    def label(self) -> str:
        """The word as people read it: ``hip-flexors`` is "hip flexors"."""
        words = self.value.replace("-", " ")
        return f"{words[:-3]} SI" if words.endswith(" si") else words


class Area(Word):
    """A region of the body that an exercise is for."""

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


class Position(Word):
    """How the body is placed at the start of an exercise."""

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
    """What the body is on."""

    FLOOR = "floor", "bare, firm"
    MAT = "mat", "yoga mat or thin blanket"
    BED = "bed", "firm bed; flatter is better"
    CHAIR = "chair", "firm, without arms or wheels"


class Equipment(Word):
    """What an exercise needs or gains from. Nothing needed is an empty list, not a word."""

    MAT = "mat", "padding under the body"
    SUPPORT = "support", "wall, table or back of a chair to hold"
    CHAIR = "chair", "firm seat"
    BAND = "band", "resistance band or loop"
    BELT = "belt", "belt or strap, buckled round the thighs"
    BALL = "ball", "about the size of a basketball"
    PILLOW = "pillow", "cushion between the knees, under a knee, seat or head"


class Kind(Word):
    """What sort of work an exercise is."""

    DYNAMIC_WARMUP = "dynamic-warmup", "swings or circles that prepare, no hold"
    MOBILITY = "mobility", "controlled movement through range"
    STRENGTH = "strength", "muscle effort in sets and repetitions"
    STATIC_STRETCH = "static-stretch", "hold at the end of range"
    ISOMETRIC = "isometric", "push or squeeze without movement"
    RELAXATION = "relaxation", "rest posture, timed by breath"


class Caution(Word):
    """A reason to ask first, or to use the easier version."""

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


class Level(Word):
    """How much an exercise asks; our judgement, not an article's."""

    GENTLE = "gentle", "small effort, small range"
    MODERATE = "moderate", "some effort or range"
    DEMANDING = "demanding", "strength, balance or a deep range"

    @property
    def rank(self) -> int:
        """Place in the order from gentle (0) to demanding (2)."""
        return list(Level).index(self)


class Sides(Word):
    """How an exercise or a dose deals with left and right."""

    NONE = "none", "both sides at once"
    EACH = "each", "one side to the end, then the other"
    ALTERNATING = "alternating", "the sides take turns"


class Side(Word):
    """One side of the body, or one direction of travel."""

    LEFT = "left", ""
    RIGHT = "right", ""

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT
