"""Vocabulary of sheets: words that mark headings, instructions, titles, personal data and fillers."""

import re

from loosen.domain.text import word_set

GLUE = word_set("""
    do perform repeat repeated repeating for of x × times time and then with at in on the a an
    this it each every per total please aim to all these exercise exercises following programme
    program routine frequency freq them hold reps rep repetitions sets set side sides both dose
    complete
""")
"""Words that are neither a name nor worth a note: “repeat”, “for”, “of these”."""
SECTION_WORDS = word_set("""
    morning morn am evening evenings night noon afternoon pm midday strength strengthening
    stretch stretches stretching mobility mobilisation mobilization warm warmup up cool cooldown
    down core balance lying standing sitting seated kneeling floor bed week day phase part
    section stage warming on the in your back side and exercises exercise hip hips low lower
    first then finish cooling before at home work
""")
"""A short line of only these words is a heading: “Morning”, “Warm up”, “Lying on your back”."""
CUES = word_set("""
    keep don't dont do not breathe breathing relax stop avoid use try remember if lie lying sit
    stand bend make let place with slowly gently tighten squeeze pull push lift lower hold
    repeat both no only please you your start begin return feel this these rest go move rock
    roll raise aim should always never when while ensure take bring swap switch turn put engage
    draw hug cross lean reach drop all
""")
"""A line that begins with one of these is an instruction; no exercise is called “Keep” or “Lie”."""
SMALL = word_set("the a an your of with and to")
"""Words that are ignored in a name."""
FILLERS = word_set("exercise stretch pose position movement technique")
"""Words that weigh little in a name."""
PERSONAL = re.compile(
    r"(?:patient|name|client|date|d\.?o\.?b|born|therapist|physio\w*|clinic\w*|clinician|dr\.?|doctor|tel|phone|"
    r"e-?mail|address|diagnosis|nhs(?:\s+(?:no|number))?|next\s+(?:appointment|visit|review)|review|"
    r"hospital(?:\s+no)?|signed|ref|access\s+code|url|web\s*site|prepared\s+by|printed)\b[^:]{0,20}:|"
    r".*(?:https?:|www\.|\S@\S)|.*\b(?:call|ring|phone|contact|tel)\b.*\d{3}",
    re.IGNORECASE,
)
"""A line about the person or the clinic, which is left out of the routine."""
HOW_OFTEN = re.compile(r"(?:how\s+often|freq(?:uency)?\.?)\s*:\s*(.*\w.*)", re.IGNORECASE)
TITLE_WORDS = re.compile(
    r"\b(?:exercises?|programme|program|plan|sheet|home|rehab\w*|advice|stretches|hep)\b",
    re.IGNORECASE,
)


def starts_with_cue(text: str) -> bool:
    """Return whether a text begins like an instruction: “Keep your back flat”."""
    first = re.match(r"[^\W\d_]+(?:['’][a-z]+)?", text)
    return first is not None and first[0].lower().replace("’", "'") in CUES
