"""A brief in words, such as "10 minutes, low back and hip flexors twice, no kneeling, end quiet".

Every word is read by a whole phrase of the vocabulary, skipped as a filler, or returned as unread.
Nothing is guessed: what is unread is for the person to say otherwise.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any  # fields of a brief, each of its own type

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Side, Surface
from loosen.domain.brief import LONGEST, MOST_STEPS, SHORTEST
from loosen.domain.catalogue import Catalogue
from loosen.domain.dose import Span
from loosen.domain.text import NUMBER_WORDS, word_set

MOST_WORDS = 200
"""Words that are read; more are not one wish."""
AREAS: Mapping[Area, str] = {
    Area.HIP_FLEXORS: r"hip flexors?|fronts? of (?:the )?hips?|psoas",
    Area.GLUTES: r"glutes?|buttocks?|bum|butt",
    Area.OUTER_HIP: r"outer hips?|sides? of (?:the )?hips?|abductors?",
    Area.DEEP_ROTATORS: r"deep rotators?|rotators?|piriformis",
    Area.INNER_THIGH: r"inner thighs?|adductors?|groins?",
    Area.HAMSTRINGS: r"hamstrings?|backs? of (?:the )?thighs?",
    Area.QUADS: r"quads?|quadriceps|fronts? of (?:the )?thighs?|thighs?",
    Area.LOW_BACK: r"low(?:er)? backs?|lumbar|backs?",
    Area.PELVIS_SI: r"pelvis(?: si)?|pelvis and si|si joints?|si|sacro ?iliac joints?|sacrum",
    Area.CORE: r"core|abs|abdominals|belly|trunk",
    Area.HIP_JOINT: r"hip joints?|hips?",
    Area.SHOULDERS_CHEST: r"shoulders (?:and )?chest|chest(?: and shoulders)?",
}
CAUTIONS: Mapping[Caution, str] = {
    Caution.KNEE: r"knees?",
    Caution.WRIST: r"wrists?",
    Caution.SHOULDER: r"shoulders?",
    Caution.NECK: r"neck",
    Caution.BALANCE: r"balance|balancing|unsteady",
    Caution.FLOOR_TRANSFER: r"floor transfers?|getting (?:down|up)",
    Caution.HIP_REPLACEMENT: r"hip replacements?|(?:new|artificial|replaced) hips?",
    Caution.HIP_IMPINGEMENT: r"(?:hip )?impingement",
    Caution.PREGNANCY: r"pregnancy|pregnant",
    Caution.PELVIC_GIRDLE: r"pelvic girdle(?: pain)?|girdle pain",
    Caution.OSTEOPOROSIS: r"osteoporosis|brittle bones",
    Caution.FLEXION_SENSITIVE: r"flexion(?: sensitive)?|bending forward",
    Caution.EXTENSION_SENSITIVE: r"extension(?: sensitive)?|arching(?: back)?",
    Caution.BLOOD_PRESSURE: r"(?:high )?blood pressure",
    Caution.DIZZINESS: r"dizz(?:iness|y)",
}
KNEES = (Position.HALF_KNEELING, Position.KNEELING, Position.QUADRUPED)
LYING = (Position.SIDE_LYING, Position.SUPINE, Position.HOOKLYING)
OFF_THE_FLOOR = (Position.STANDING, Position.SEATED_CHAIR)
POSITIONS: Mapping[str, tuple[Position, ...]] = {
    r"half kneeling": (Position.HALF_KNEELING,),
    r"kneeling": KNEES,
    r"(?:on )?(?:hands and knees|all fours)|quadruped": (Position.QUADRUPED,),
    r"planks?": (Position.PLANK,),
    r"(?:seated|sitting) on (?:the )?floor|seated floor": (Position.SEATED_FLOOR,),
    r"(?:seated |sitting )?(?:in|on) (?:a |my |the )?chair|seated chair|at (?:a |my |the )?desk": (
        Position.SEATED_CHAIR,
    ),
    r"seated|sitting": (Position.SEATED_FLOOR, Position.SEATED_CHAIR),
    r"side lying|(?:lying )?on (?:one|my|the) side": (Position.SIDE_LYING,),
    r"(?:lying )?on (?:my |the )?back|hooklying|supine": (Position.SUPINE, Position.HOOKLYING),
    r"lying(?: down)?": LYING,
    r"standing|on (?:my |the )?feet": (Position.STANDING,),
}
EQUIPMENT: Mapping[Equipment, str] = {
    Equipment.MAT: r"mats?",
    Equipment.SUPPORT: r"supports?|walls?|table",
    Equipment.CHAIR: r"chairs?",
    Equipment.BAND: r"bands?",
    Equipment.BELT: r"belts?|straps?",
    Equipment.BALL: r"balls?",
    Equipment.PILLOW: r"pillows?|cushions?",
}
KINDS: Mapping[Kind, str] = {
    Kind.DYNAMIC_WARMUP: r"(?:dynamic )?warm ?ups?",
    Kind.MOBILITY: r"mobility",
    Kind.STRENGTH: r"strength(?:ening)?",
    Kind.STATIC_STRETCH: r"(?:static )?stretch(?:es|ing)?",
    Kind.ISOMETRIC: r"isometrics?",
    Kind.RELAXATION: r"relaxations?|rest(?: postures?)?",
}
LEVELS: Mapping[Level, str] = {
    Level.GENTLE: r"gentle|gently|easy",
    Level.MODERATE: r"moderate",
    Level.DEMANDING: r"demanding|hard",
}
WEIGHTS: Mapping[int, str] = {
    2: r"twice|double|x ?2|: ?2",
    3: r"three times|thrice|triple|x ?3|: ?3",
}
FILLERS = word_set("""
    a am an and any at bad but exercises for have i in is kind me mind minding my need of on only our
    please routine session some something sore stiff the then to want with work
""")

FLAGS: tuple[tuple[str, str, object, str], ...] = (
    (r"(?:in|on) (?:the |my |a )?bed", "surface", Surface.BED, "in bed"),
    (
        r"end(?:ing)? quiet(?:ly)?|quiet end(?:ing)?|wind(?:ing)? down",
        "end_quiet",
        True,
        "end quietly",
    ),
    (
        r"(?:start|begin)(?:ing)? (?:moving|easy|easily|gently)|easy start",
        "start_moving",
        True,
        "begin with easy movement",
    ),
    (
        r"(?:start|begin)(?:ing)? (?:anywhere|with anything)|any start",
        "start_moving",
        False,
        "begin with anything",
    ),
    (r"nothing imported|no imports?|ours only", "ours_only", True, "nothing imported"),
    (r"half ?(?:of )?an hour", "seconds", 1_800, "30 minutes"),
    (r"(?:a )?quarter ?(?:of )?an hour", "seconds", 900, "15 minutes"),
    (r"an hour", "seconds", 3_600, "60 minutes"),
    *(
        (
            rf"(?:at most |up to |only )?(?:{words})(?: only)?",
            "level",
            level,
            f"at most {level.label}",
        )
        for level, words in LEVELS.items()
    ),
)
"""Phrases for one value of a field of a brief: the pattern, the field, the value, and how it is said back."""

_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(NUMBER_WORDS)})"
_NO = r"(?:no|not|without|avoid(?:ing)?|skip|nothing|none|never|less|except) (?:any |my |the |a |an |too )?"
_COUNT = (
    r"(?:(?P<most>at most|up to) |(?P<least>at least) )?"
    rf"(?P<low>{_NUMBER})(?:(?: ?- ?| to | or )(?P<high>{_NUMBER}))?"
)


@dataclass(frozen=True, slots=True)
class UnreadWords:
    """Words that no phrase covers, as written; ``because`` says why where there is a reason."""

    words: str
    because: str = ""


@dataclass(frozen=True)
class Wishes:
    """What words ask for: values of a brief, what was understood of them, and what was not."""

    understood: tuple[str, ...] = ()
    unread: tuple[UnreadWords, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    avoid: tuple[Caution, ...] = ()
    include: tuple[str, ...] = ()
    with_equipment: tuple[Equipment, ...] = ()
    without_equipment: tuple[Equipment, ...] = ()

    def followed_by(self, more: "Wishes", unread: Iterable[UnreadWords]) -> "Wishes":
        """Return these wishes with more added, which win where both say something.

        ``unread`` is what is left of the unread words of these.
        """
        values = dict(self.values)
        for key, value in more.values.items():
            before = values.get(key)
            if isinstance(before, dict) and isinstance(value, dict):
                values[key] = before | value
            else:
                values[key] = value
        return Wishes(
            (*self.understood, *more.understood),
            (*unread, *more.unread),
            values,
            (*self.avoid, *more.avoid),
            (*self.include, *more.include),
            (*self.with_equipment, *more.with_equipment),
            (*self.without_equipment, *more.without_equipment),
        )

    def applied_to(self, fields: Mapping[str, Any], kept: Collection[str] = ()) -> dict[str, Any]:
        """Return the fields of a brief with what the words ask for, except in those that are ``kept``.

        Cautions, exercises to include and equipment are added to those of the fields.
        """
        said = {key: value for key, value in self.values.items() if key not in kept}
        at_hand = {*fields["equipment"], *self.with_equipment} - {*self.without_equipment}
        return {
            **fields,
            **said,
            "equipment": tuple(at_hand),
            "avoid": (*fields["avoid"], *self.avoid),
            "include": (*fields["include"], *self.include),
        }


class _Reader:
    """Collects what the phrases of one text ask for."""

    def __init__(self) -> None:
        self.seconds: int | None = None
        self.areas: dict[Area, int] = {}
        self.avoid: list[Caution] = []
        self.only: set[Position] = set()
        self.barred: set[Position] = set()
        self.more: list[Equipment] = []
        self.less: list[Equipment] = []
        self.kinds: dict[Kind, Span] = {}
        self.include: list[str] = []
        self.exclude: list[str] = []
        self.flags: dict[str, object] = {}
        self.understood: list[str] = []

    def once(self, key: str, value: object, words: str) -> str:
        """Set what can be said only once; why not, where it is said otherwise already."""
        if self.flags.get(key, value) != value:
            return "this was said otherwise before"
        if key not in self.flags:
            self.understood.append(words)
        self.flags[key] = value
        return ""

    def values(self) -> dict[str, object]:
        found = dict(self.flags)
        if self.areas:
            found["areas"] = self.areas
        if self.only or self.barred:
            left = (self.only or set(Position)) - self.barred
            found["positions"] = tuple(left)
        found |= {"kinds": self.kinds} if self.kinds else {}
        found |= {"exclude": tuple(self.exclude)} if self.exclude else {}
        return found


Match = re.Match[str]
Take = Callable[[_Reader, Match], str]
"""Notes what a phrase asks for; returns why it cannot, or nothing."""


def _number(text: str) -> int:
    return NUMBER_WORDS[text] if text in NUMBER_WORDS else int(text)


def _span(match: Match) -> Span:
    low = _number(match["low"])
    if match["most"]:
        return Span(0, low)
    if match["least"]:
        return Span(low, MOST_STEPS)
    return Span(low, _number(match["high"]) if match["high"] else low)


def _take_time(reader: _Reader, match: Match) -> str:
    if match["clock"]:
        minutes, _, rest = match["clock"].partition(":")
        seconds = int(minutes) * 60 + int(rest)
    else:
        unit = {"s": 1, "m": 60, "h": 3_600}[match["unit"][0]]
        seconds = _number(match["n"]) * unit + (unit // 2 if match["half"] else 0)
    if not SHORTEST <= seconds <= LONGEST:
        return f"the time is from {SHORTEST // 60} to {LONGEST // 60} minutes"
    minutes, rest = divmod(seconds, 60)
    words = (
        f"{minutes}:{rest:02} minutes" if rest else f"{minutes} minute{'' if minutes == 1 else 's'}"
    )
    return reader.once("seconds", seconds, words)


def _take_area(area: Area, reader: _Reader, match: Match) -> str:
    weight = next(
        (n for n, words in WEIGHTS.items() if re.fullmatch(words, match["weight"] or "")), 1
    )
    if match["first"]:
        weight = max(weight, 2)
    if area in reader.areas:
        return "this area was said before"
    reader.areas[area] = weight
    reader.understood.append(area.label + {1: "", 2: ", twice", 3: ", three times"}[weight])
    return ""


def _take_caution(caution: Caution, reader: _Reader, _match: Match) -> str:
    if caution not in reader.avoid:
        reader.avoid.append(caution)
        reader.understood.append(f"mind: {caution.label}")
    return ""


def _positions_words(positions: Iterable[Position]) -> str:
    held = set(positions)
    labels = {Position.QUADRUPED: "hands and knees"}
    return ", ".join(labels.get(p, p.label) for p in Position if p in held)


def _take_positions(
    positions: tuple[Position, ...], reader: _Reader, _match: Match, *, barred: bool = False
) -> str:
    (reader.barred if barred else reader.only).update(positions)
    reader.understood.append(f"{'no' if barred else 'only'} {_positions_words(positions)}")
    return ""


def _barred(positions: tuple[Position, ...]) -> Take:
    return partial(_take_positions, positions, barred=True)


def _take_equipment(item: Equipment, reader: _Reader, match: Match) -> str:
    less = bool(match["no"])
    (reader.less if less else reader.more).append(item)
    reader.understood.append(f"{'no' if less else 'with'} {item.label}")
    return ""


def _take_no_equipment(reader: _Reader, _match: Match) -> str:
    reader.less += list(Equipment)
    reader.understood.append("no equipment")
    return ""


def _take_kind(kind: Kind, reader: _Reader, match: Match) -> str:
    if kind in reader.kinds:
        return "this kind was said before"
    some = _span(match) if match["low"] else Span(1, MOST_STEPS)
    span = Span(0, 0) if match["no"] else some
    if span.low > span.high:
        return "the first number is larger than the second"
    reader.kinds[kind] = span
    reader.understood.append(f"{_span_words(span)} {kind.short}")
    return ""


def _span_words(span: Span) -> str:
    if span.high == MOST_STEPS:
        return f"at least {span.low}"
    return "no" if not span.high else f"at most {span.high}" if not span.low else str(span)


def _take_steps(reader: _Reader, match: Match) -> str:
    span = _span(match)
    if span.low > span.high:
        return "the first number is larger than the second"
    return reader.once(
        "steps", span, f"{_span_words(span)} exercise{'' if str(span) == '1' else 's'}"
    )


def _take_flag(key: str, value: object, words: str, reader: _Reader, _match: Match) -> str:
    return reader.once(key, value, words)


def _take_stiffer(reader: _Reader, match: Match) -> str:
    side = Side(match["side"] or match["other"])
    return reader.once("stiffer", side, f"stiffer {side}")


def _take_exercise(slug: str, name: str, reader: _Reader, match: Match) -> str:
    (reader.exclude if match["no"] else reader.include).append(slug)
    reader.understood.append(f"{'without' if match['no'] else 'with'} {name}")
    return ""


def _with_no(words: str) -> str:
    return rf"(?P<no>{_NO})?(?:with )?(?:a |an |the |my )?(?:{words})"


Phrase = tuple[re.Pattern[str], Take]


def _compiled(pattern: str, take: Take) -> Phrase:
    return re.compile(rf"(?:{pattern})(?![\w:])"), take


@cache
def _phrases() -> tuple[Phrase, ...]:
    """The vocabulary, compiled where it is first needed."""
    return tuple(_vocabulary())


def _vocabulary() -> Iterator[Phrase]:
    """The vocabulary; of two phrases the one that covers more is read, of equals the first."""
    yield _compiled(
        rf"(?:(?P<clock>\d{{1,3}}:[0-5]\d)|(?P<n>{_NUMBER})(?P<half> and a half| ?1/2)? ?"
        r"(?P<unit>minutes?|mins?|m|seconds?|secs?|s|hours?|h))(?: minutes?| mins?)?",
        _take_time,
    )
    again = "|".join(WEIGHTS.values())
    for area, words in AREAS.items():
        first = r"(?:(?P<first>mostly|mainly|especially|above all) )?(?:the |my )?"
        yield _compiled(rf"{first}(?:{words})(?: ?(?P<weight>{again}))?", partial(_take_area, area))
    for caution, words in CAUTIONS.items():
        lead = r"(?:no |avoid |mind(?:ing)? |kind to |careful with |sore |bad |painful |stiff )*"
        strain = r"(?: (?:pain|strain|trouble|problems?|ache))?"
        yield _compiled(
            rf"{lead}(?:the |my |a )?(?:{words}){strain}", partial(_take_caution, caution)
        )
    for words, positions in POSITIONS.items():
        yield _compiled(
            rf"(?:only |just )?(?:{words})(?: only)?", partial(_take_positions, positions)
        )
        yield _compiled(rf"{_NO}(?:{words})", _barred(positions))
    floor = tuple(p for p in Position if p not in OFF_THE_FLOOR)
    yield _compiled(rf"{_NO}(?:on )?(?:the )?floor|off the floor", _barred(floor))
    yield _compiled(r"(?:only )?on the floor", _barred(OFF_THE_FLOOR))
    for item, words in EQUIPMENT.items():
        yield _compiled(_with_no(words), partial(_take_equipment, item))
    yield _compiled(rf"{_NO}(?:equipment|props|kit)|nothing at hand", _take_no_equipment)
    for kind, words in KINDS.items():
        number = rf"(?:(?P<no>{_NO})|{_COUNT} |some )?"
        yield _compiled(rf"{number}(?:{words})(?: exercises?)?", partial(_take_kind, kind))
    yield _compiled(rf"{_COUNT} (?:exercises?|steps?)", _take_steps)
    yield _compiled(
        r"(?:the |my )?(?P<side>left|right) (?:side )?(?:is )?(?:the )?stiffer(?: one)?"
        r"|stiffer (?:on the )?(?P<other>left|right)",
        _take_stiffer,
    )
    for pattern, key, value, said in FLAGS:
        yield _compiled(pattern, partial(_take_flag, key, value, said))


def _plain(text: str) -> str:
    """Lower case, with spaces for hyphens between letters and one space between words."""
    text = text.casefold().replace("’", "'").replace("–", "-").replace("×", "x")
    text = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", text)
    return re.sub(r"\s+", " ", text).strip()


def _names(catalogue: Catalogue) -> Iterator[Phrase]:
    """The exercises by name, alias and ID, where these mean one alone."""
    owners: dict[str, set[str]] = {}
    for exercise in catalogue.exercises:
        for called in (exercise.name, exercise.slug, *exercise.aliases):
            owners.setdefault(_plain(called), set()).add(exercise.slug)
        for variant in exercise.variants:
            for called in (variant.name, variant.slug):
                owners.setdefault(_plain(called), set()).add(variant.slug)
    for called, slugs in owners.items():
        if len(slugs) == 1 and called:
            slug = next(iter(slugs))
            take = partial(_take_exercise, slug, catalogue[slug].name)
            yield _compiled(_with_no(re.escape(called)), take)


def read_wishes(text: str, catalogue: Catalogue) -> Wishes:
    """Read a brief in words; exercises are known by the names in the catalogue."""
    phrases = (*_phrases(), *_names(catalogue))
    reader, unread = _Reader(), list[UnreadWords]()
    for clause in re.split(r"[,;.!?\n]+(?!\d)", _plain(text))[:MOST_WORDS]:
        _read_clause(clause.strip(), phrases, reader, unread)
    return Wishes(
        tuple(reader.understood),
        tuple(unread),
        reader.values(),
        tuple(reader.avoid),
        tuple(reader.include),
        tuple(reader.more),
        tuple(reader.less),
    )


def _read_clause(
    clause: str, phrases: Iterable[Phrase], reader: _Reader, unread: list[UnreadWords]
) -> None:
    """Read the phrases of a clause from left to right, the longest at each place."""
    no, loose, place = "", list[str](), 0
    while place < len(clause):
        match, take = _longest(clause, place, phrases, no)
        if match and take:
            _note_loose(loose, unread)
            covered = match.group()
            why = take(reader, match)
            if why:
                unread.append(UnreadWords(covered.removeprefix(no), why))
            place += len(covered) - (len(no) if covered.startswith(no) and no else 0)
            led = re.match(_NO, covered)
            # "no band or ball": the "no" goes on
            goes_on = re.match(r"\s*(?:or|nor)\s+", clause[place:])
            no = led.group() if led and goes_on else ""
            place += goes_on.end() if goes_on else 0
        else:
            word = re.match(r"\S+\s*", clause[place:])
            if word is None:
                place += 1
                continue
            loose.append(word.group().strip())
            place += word.end()
            no = ""
        while place < len(clause) and clause[place] == " ":
            place += 1
    _note_loose(loose, unread)


def _longest(
    clause: str, place: int, phrases: Iterable[Phrase], no: str
) -> tuple[Match | None, Take | None]:
    rest = no + clause[place:]
    best: tuple[Match | None, Take | None] = None, None
    for pattern, take in phrases:
        match = pattern.match(rest)
        if match and match.end() > max(len(no), best[0].end() if best[0] else 0):
            best = match, take
    return best


def _note_loose(loose: list[str], unread: list[UnreadWords]) -> None:
    """Return words that were no phrase as unread, unless all of them are fillers."""
    words = [word for word in loose if word not in FILLERS]
    if words:
        unread.append(UnreadWords(" ".join(words)))
    loose.clear()
