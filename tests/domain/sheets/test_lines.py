"""Lines as people write them, each with what it is read as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheet_cases import prescribed, said, sheet

from loosen.domain.sheets.phrases import find_phrases, uncovered
from loosen.domain.sheets.placement import read_sheet
from loosen.domain.sheets.reader import read_line
from loosen.domain.sheets.sheet import LineOutcome
from loosen.domain.sheets.vocabulary import GLUE

LINES = (
    (
        "1. Knee to chest, 5 x 10 s each side, twice a day",
        "knee-to-chest-single · 5 x 10 s each side · twice a day",
    ),
    ("Knee to chest (5 x 10 s each side)", "knee-to-chest-single · 5 x 10 s each side"),
    ("Single knee to chest 3 × 20″ L+R", "knee-to-chest-single · 3 x 20 s each side"),
    ("SKTC 3x20s ea", "knee-to-chest-single · 3 x 20 s each side"),
    ("2) Double knee to chest – 3 × 30 sec", "knee-to-chest-double · 3 x 30 s"),
    ('DKTC 3x30"', "knee-to-chest-double · 3 x 30 s"),
    ("Knees to chest, 3 x 30 s", "asked: knee-to-chest-single knee-to-chest-double"),
    ("• Pelvic tilts 10 reps", "pelvic-tilt · 10 reps"),
    ("Pelvic tilt x10", "pelvic-tilt · 10 reps"),
    ("Pelvic tilt 10x slowly", "pelvic-tilt · 10 reps · slowly"),
    ("PELVIC TILTS: hold 5 seconds, repeat 10 times", "pelvic-tilt · 10 x 5 s"),
    ("Pelvic tilts - 3 sets of 10", "pelvic-tilt · 10 reps x 3"),
    ("Pelvic tilts, ten times", "pelvic-tilt · 10 reps"),
    ("Pelvic clock, 12 to 6, 8 reps", "pelvic-tilt · 8 reps"),
    ("a) Bridges 3 x 10", "bridge · 10 reps x 3"),
    ("Bridge 10 x 3", "bridge · 10 reps x 3"),
    (
        "Bridging, 2-3 sets of 10-12 reps, every other day",
        "bridge · 10-12 reps x 2-3 · every other day",
    ),
    ("3 sets of 12 glute bridges", "bridge · 12 reps x 3"),
    ("12 bridges", "bridge · 12 reps"),
    (
        "Glute bridge 3x10, hold 3 secs, rest 30 sec between sets",
        "bridge · 10 reps x 3 · rest 30 · hold 3 s each time",
    ),
    ("Bridge, hold for 5 s, repeat 10 times", "bridge · 10 x 5 s"),
    ("Bridge 2 sets 8 reps 5 sec hold", "bridge · 16 x 5 s"),
    ("Bridge, both legs, 10–12 reps × 3", "bridge · 10-12 reps x 3"),
    ("Bridge 10", "bridge · 10 reps"),
    ("Bridge 10 each side", "asked: bridge one-leg-bridge"),
    ("Bridge: lift your hips, 3 x 10", "asked: bridge hip-lift one-leg-bridge"),
    ("One leg bridge 3 x 10 each leg", "one-leg-bridge · 10 each side x 3"),
    ("Single leg bridge 8/side", "one-leg-bridge · 8 each side"),
    ("One-leg bridge, 10 reps", "one-leg-bridge · 10 reps"),
    ("Supine figure 4 x 3, 30 sec hold each side", "figure-four · 3 x 30 s each side"),
    ("Figure 4 stretch 30 s each side", "asked: hip-lift figure-four"),
    ("Figure four, lying: hold for half a minute per side", "figure-four · 30 s each side"),
    ("Piriformis stretch 3 x 30 s both sides", "asked: figure-four"),
    ("Supine piriformis stretch, 30–60 seconds, both sides", "figure-four · 30-60 s each side"),
    ("Knee drop, one side, 10 each side", "knee-drop-single · 10 each side"),
    ("Knee drops 10 each side", "asked: knee-drop-single knee-drop-double"),
    ("90/90 rocks, lying 10", "knee-drop-double · 10 reps"),
    ("Childs pose 8-10 slow breaths", "childs-pose · 8-10 breaths"),
    ("Child's pose, hold for 5 deep breaths, x 3", "childs-pose · 3 x 5 breaths"),
    ("Child’s pose 1 min", "childs-pose · 60 s"),
    ("Prayer stretch, count of 20, 3 times", "childs-pose · 3 x 20 s"),
    ("Happy baby 1½ min", "happy-baby · 90 s"),
    ("Happy baby 30s x 2 (pillow under head)", "happy-baby · 2 x 30 s · pillow under head"),
    ("hold 1 min happy baby", "happy-baby · 60 s"),
    ("Happy baby, 1 min 30 s, daily", "happy-baby · 90 s · every day"),
    ("Butterfly 1-2 minutes", "butterfly · 60-120 s moving"),
    ("Butterfly stretch, hold 30 s", "butterfly · 30 s"),
    ("Side lunge 10 alt legs", "side-squat · 10 each side, alternating"),
    ("Side squats 3x8/side alternating", "side-squat · 8 each side x 3, alternating"),
    (
        "Alternating runner's lunge, 5 each side, alternating",
        "runners-lunge · 5 each side, alternating",
    ),
    ("Leg circles 5 each way each leg", "leg-circles · 5 each way each side"),
    ("Leg circles, 10 in both directions, both sides", "leg-circles · 10 each way each side"),
    ("Ball squeeze 10 x 5 sec", "squeeze · 10 x 5 s"),
    (
        "Ball squeeze: Sets: 2 Reps: 8 Hold: 5 sec Frequency: BID",
        "squeeze · 16 x 5 s · twice a day",
    ),
    ("Adductor squeeze 25 x 3 s holds", "squeeze · 25 reps · hold 3 s each time"),
    ("Fire hydrants 3x12 R only", "fire-hydrant · 12 reps x 3 · R only"),
    ("Fire hydrant 10 reps, build up to 20", "fire-hydrant · 10 reps · build up to 20"),
    ("Fire hydrant 10 to 12 each side, 2x/day", "fire-hydrant · 10-12 each side · twice a day"),
    (
        "Half-kneeling hip flexor stretch, up to 45 s each side, 3 x week",
        "lunge · 45 s each side · up to 45 s · 3 times a week",
    ),
    ("Kneeling hip flexor stretch 2 x 30 s, repeat on other leg", "lunge · 2 x 30 s each side"),
    ("Supine bridge 3 x 10", "bridge · 10 reps x 3"),
    ("Standing bridge 3 x 10", "asked: bridge one-leg-bridge leg-circles"),
    (
        "Pelvic tilts - 2 x daily - 7 x weekly - 3 sets - 10 reps",
        "pelvic-tilt · 10 reps x 3 · twice a day",
    ),
    ("Happy baby - 3 reps - 30 hold", "happy-baby · 3 x 30 s"),
    (
        "Childs pose - sit back onto heels, 20-30 secs x3",
        "childs-pose · 3 x 20-30 s · sit back onto heels",
    ),
    ("Squats", "deep-squat · its own"),
    ("Squats 600 reps", "asked: deep-squat"),
    ("Squats 10 reps 12 reps", "asked: deep-squat"),
    ("Clamshells 3 sets of 10", "asked:"),
    ("Cat cow x 10", "asked:"),
    ("Pelvic tlits x 10", "asked: pelvic-tilt"),
    ("walk 10 min daily", "asked:"),
)
PIECES = st.sampled_from(
    [
        *(
            "Bridge",
            "knee to chest",
            "Figure 4",
            "squats",
            "walk",
            "Sets",
            "Reps",
            "Hold",
            "hold",
            "for",
        ),
        *("3", "10", "5", "10-12", "1½", "0", "99999999", "one", "x", "×", "-", "–", "″", "'"),
        *(
            "30 s",
            "sec",
            "min",
            "breaths",
            "times",
            "each side",
            "/leg",
            "L+R",
            "other leg",
            "a day",
        ),
        *(
            "(",
            ")",
            "[",
            "]",
            ":",
            ";",
            ",",
            ".",
            "\t",
            "|",
            "\n",
            "\n\n",
            "1.",
            "2)",
            "•",
            "a)",
            "#",
        ),
        *("repeat", "twice", "every", "up", "alternating", "slowly", "then", "rest", "morning:"),
        *("rounds on the tight side", "Do these", "Patient:", "Keep your back flat.", "How often:"),
    ]
)
SHEETS = st.one_of(st.lists(PIECES, max_size=40).map(" ".join), st.text(max_size=300))


@pytest.mark.parametrize(("line", "reading"), LINES)
def test_a_line_is_read_as_people_mean_it(line: str, reading: str) -> None:
    assert said(sheet("# Title", line).entries[1]) == reading


@given(SHEETS)
def test_every_line_is_accounted_for_once_whatever_the_text(text: str) -> None:
    read_one = read_sheet(text, prescribed())
    numbers = [entry.line.number for entry in read_one.entries]
    assert numbers == list(range(1, len(text.splitlines()) + 1))
    for entry in read_one.entries:
        assert (entry.item is not None) == (
            entry.outcome in (LineOutcome.PLACED, LineOutcome.ASKED)
        )
    steps = read_one.steps()
    assert set(steps) == {number for number, item in read_one.items if item.exercise}
    assert (read_one.routine("Mine") is None) == (not steps)


@given(st.lists(PIECES.filter(lambda piece: "\n" not in piece), max_size=15).map(" ".join))
def test_no_word_of_a_line_is_dropped(line: str) -> None:
    body = line.translate(str.maketrans("()[]", "    "))
    reading = read_line(body)
    phrases = find_phrases(body)
    left = {
        word for part in uncovered(body, phrases) for word in part.lower().split() if word.isalpha()
    }
    for way in reading.names:
        kept = " ".join((way.name, *way.notes)).lower().replace(",", " ").split()
        assert left - GLUE <= set(kept)
