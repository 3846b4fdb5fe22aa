"""Placement of the lines of a sheet: each becomes an exercise, a heading or a note, in turn.

The decision rests on the layout, on whether the line has a dose, and on the catalogue. In doubt a line is
an exercise to ask about, so that nothing is dropped unnoticed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise
from loosen.domain.sheets.amounts import Amounts, UnclearAmounts, amounts_of, has_amount
from loosen.domain.sheets.fit import StepRequest, fit
from loosen.domain.sheets.lines import SheetLine, lines_of
from loosen.domain.sheets.names import Lookup
from loosen.domain.sheets.patterns import AMOUNTS, PhraseMeaning
from loosen.domain.sheets.phrases import Phrase, find_phrases
from loosen.domain.sheets.reader import LineReading, NameReading, is_frequency_only, read_line
from loosen.domain.sheets.sheet import LineOutcome, Sheet, SheetEntry, SheetItem
from loosen.domain.sheets.vocabulary import (
    HOW_OFTEN,
    PERSONAL,
    SECTION_WORDS,
    TITLE_WORDS,
    starts_with_cue,
)

_WORDS_OF_A_NAME = 6
_WHOLE = "on the whole"


@dataclass
class _Draft:
    """Exercise to which the lines below may still add."""

    entry: int
    name: str
    phrases: list[Phrase]
    notes: list[str]
    section: str | None
    exercise: Exercise | None
    candidates: tuple[Exercise, ...]
    inline: bool
    """Whether its dose stands on its own line."""


def read_sheet(text: str, catalogue: Catalogue) -> Sheet:
    """Return a text read as a sheet with the exercises of a catalogue; no text is an error."""
    return _Placement(catalogue).read(lines_of(text))


class _Placement:
    """Placement of one sheet: the entries so far, and the exercises to which later lines may add."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._lookup = Lookup(catalogue)
        self._entries: list[SheetEntry] = []
        self._drafts: list[_Draft] = []
        self._title: str | None = None
        self._section: str | None = None
        self._often: str | None = None
        self._rules: list[str] = []

    def read(self, lines: Sequence[SheetLine]) -> Sheet:
        for place, line in enumerate(lines):
            below = lines[place + 1] if place + 1 < len(lines) else None
            self._entries.append(self._line(line, below))
        for draft in self._drafts:
            entry = self._entries[draft.entry]
            item, remarks = self._settled(draft)
            outcome = LineOutcome.PLACED if item.exercise else LineOutcome.ASKED
            self._entries[draft.entry] = replace(entry, item=item, outcome=outcome, remarks=remarks)
        return Sheet(tuple(self._entries), self._title, self._often, tuple(self._rules))

    def _line(self, line: SheetLine, below: SheetLine | None) -> SheetEntry:
        if line.blank:
            return SheetEntry(line, LineOutcome.BLANK)
        if line.columns:
            return SheetEntry(line, LineOutcome.HEADING, "columns")
        if PERSONAL.match(line.body):
            return SheetEntry(line, LineOutcome.NOTE, "about the sheet, left out")
        labelled = HOW_OFTEN.match(line.body)
        if labelled:
            return self._how_often(line, labelled[1].strip())
        return self._words(line, below)

    def _how_often(self, line: SheetLine, words: str) -> SheetEntry:
        reading = read_line(words)
        often = [f.words for f in reading.phrases if f.meaning is PhraseMeaning.OFTEN]
        frequency = often[0] if len(often) == 1 and is_frequency_only(reading) else words
        if self._often not in (None, frequency):
            self._rules.append(line.body)
            return SheetEntry(line, LineOutcome.NOTE, _WHOLE)
        self._often = frequency
        return SheetEntry(line, LineOutcome.NOTE, f"how often: {frequency}")

    def _words(self, line: SheetLine, below: SheetLine | None) -> SheetEntry:
        """Place a line with words: an exercise, a frequency, a title, or part of the exercise above."""
        reading = read_line(line.body, self._lookup.names.numbers)
        name_reading, candidates = self._lookup.find(reading)
        if _says_how(line, name_reading):
            candidates = ()
        if len(candidates) == 1 and not line.section:
            return self._exercise(line, name_reading, candidates)
        if is_frequency_only(reading):
            above = self._above(line)
            if above and not above.inline and not line.marked:
                return self._more(line, reading, above)
            often = [f.words for f in reading.phrases if f.meaning is PhraseMeaning.OFTEN]
            return self._how_often(line, ", ".join(often))
        if self._names_minutes(line, reading, below):
            self._title = clean_heading(line.body)
            return SheetEntry(line, LineOutcome.HEADING, "title")
        if (reading.has_amount or candidates) and not line.section:
            return self._with_dose(line, reading, name_reading, candidates)
        return self._without_dose(line, reading, below)

    def _names_minutes(
        self, line: SheetLine, reading: LineReading, below: SheetLine | None
    ) -> bool:
        """Return whether a line is a title such as “Ten-minute morning”: first, apart, near no exercise."""
        first = not self._drafts and self._title is None and not line.marked
        apart = below is None or below.blank
        amounts = [phrase for phrase in reading.phrases if phrase.meaning in AMOUNTS]
        minutes = len(amounts) == 1 and "minute" in line.body.lower()
        return first and apart and minutes and not self._lookup.near(reading.name)

    def _exercise(
        self, line: SheetLine, name_reading: NameReading | None, candidates: tuple[Exercise, ...]
    ) -> SheetEntry:
        exercise = candidates[0] if len(candidates) == 1 else None
        name, phrases, notes = (
            (name_reading.name, name_reading.phrases, name_reading.notes)
            if name_reading
            else (line.body, (), ())
        )
        self._drafts.append(
            _Draft(
                len(self._entries),
                name,
                list(phrases),
                list(notes),
                self._section,
                exercise,
                candidates,
                has_amount(phrases),
            )
        )
        return SheetEntry(line, LineOutcome.PLACED if exercise else LineOutcome.ASKED)

    def _with_dose(
        self,
        line: SheetLine,
        reading: LineReading,
        name_reading: NameReading | None,
        candidates: tuple[Exercise, ...],
    ) -> SheetEntry:
        above = self._above(line)
        words = name_reading.name.split() if name_reading else []
        prose = len(words) > _WORDS_OF_A_NAME or starts_with_cue(
            name_reading.name if name_reading else ""
        )
        applies_to_all = reading.of_all and not candidates
        if (
            above
            and not candidates
            and not line.marked
            and not applies_to_all
            and (not words or prose)
        ):
            return self._more(line, reading, above)
        if not words or applies_to_all:
            self._rules.append(line.body)
            return SheetEntry(line, LineOutcome.NOTE, _WHOLE, remarks=("its dose is not read",))
        return self._exercise(line, name_reading, candidates)

    def _more(self, line: SheetLine, reading: LineReading, above: _Draft) -> SheetEntry:
        """Add a line to the exercise above: its dose, if it does not contradict, and the rest as a note."""
        number = self._entries[above.entry].line.number
        merged = [*above.phrases, *reading.phrases]
        try:
            amounts_of(merged)
        except UnclearAmounts:
            above.notes.append(line.body)
            return SheetEntry(
                line, LineOutcome.NOTE, f"note of line {number}; its dose is not read"
            )
        above.phrases = merged
        if reading.names:
            above.notes.append(reading.names[-1].name)
        above.notes += reading.names[-1].notes if reading.names else reading.notes
        return SheetEntry(line, LineOutcome.NOTE, f"more of line {number}")

    def _without_dose(
        self, line: SheetLine, reading: LineReading, below: SheetLine | None
    ) -> SheetEntry:
        body = line.body
        first = not self._drafts and self._section is None
        if self._heads(line, first=first, below=below):
            title = self._title == clean_heading(body)
            often = [f.words for f in find_phrases(body) if f.meaning is PhraseMeaning.OFTEN]
            if title and often and self._title:
                self._title = self._title.partition(" (")[0]
                self._often = self._often or often[0]
            return SheetEntry(line, LineOutcome.HEADING, "title" if title else "heading")
        meanings = {phrase.meaning for phrase in reading.phrases}
        if (
            meanings
            & {PhraseMeaning.SIDE, PhraseMeaning.OFTEN, PhraseMeaning.TURNS, PhraseMeaning.REST}
            and not line.marked
        ):
            above = self._above(line)
            if above and PhraseMeaning.REST in meanings and above.inline and not reading.names:
                self._rules.append(body)
                return SheetEntry(line, LineOutcome.NOTE, _WHOLE)
            if above and (not reading.names or starts_with_cue(reading.name)):
                return self._more(line, reading, above)
        name = reading.name
        short = len(name.split()) <= _WORDS_OF_A_NAME and not body.endswith((".", "!", "?"))
        if line.marked or (short and not line.indented and not starts_with_cue(body) and name):
            name_reading = reading.names[-1] if reading.names else None
            return (
                self._remark(line)
                if starts_with_cue(body) and not line.gap
                else self._exercise(line, name_reading, ())
            )
        return self._remark(line)

    def _heads(self, line: SheetLine, *, first: bool, below: SheetLine | None) -> bool:
        """Return whether a line is the title or a heading, and set it as such."""
        body = clean_heading(line.body)
        words = re.findall(r"[^\W\d_]+", body.lower())
        named = bool(words) and all(word in SECTION_WORDS for word in words)
        heading = line.section or line.body.endswith(":") or (named and not line.marked)
        shouted = body.isupper() and len(words) > 0 and not line.marked and len(body) > 3
        if first and line.section and self._title is None:
            self._title = body
            return bool(body)
        if first and not line.marked and not line.body.endswith(":") and len(words) <= 12:
            apart = below is None or below.blank or line.section or shouted
            titled = bool(TITLE_WORDS.search(body))
            often = (
                below is not None
                and below.marked
                and bool([f for f in find_phrases(body) if f.meaning is PhraseMeaning.OFTEN])
            )
            likely = apart or titled or often or not self._lookup.names.near(body)
            if (
                self._title is None
                and likely
                and words
                and not named
                and (titled or not starts_with_cue(body))
            ):
                self._title = body
                return True
            if self._title and titled and not named:
                self._title = self._title if TITLE_WORDS.search(self._title) else body
                return True
        if (heading or shouted) and body and len(words) <= 8:
            self._section = body
            return True
        return False

    def _remark(self, line: SheetLine) -> SheetEntry:
        above = self._above(line)
        if above:
            alone = re.fullmatch(r"[(\[]([^()\[\]]+)[)\]]", line.body)
            above.notes.append(alone[1] if alone else line.body)
            return SheetEntry(
                line, LineOutcome.NOTE, f"note of line {self._entries[above.entry].line.number}"
            )
        self._rules.append(line.body)
        return SheetEntry(line, LineOutcome.NOTE, _WHOLE)

    def _above(self, line: SheetLine) -> _Draft | None:
        """Return the exercise that a line without a name belongs to; None after a heading or gap."""
        if not self._drafts or (line.gap and not line.indented):
            return None
        since = self._entries[self._drafts[-1].entry + 1 :]
        apart = any(e.outcome is LineOutcome.HEADING or e.description == _WHOLE for e in since)
        return None if apart else self._drafts[-1]

    def _settled(self, draft: _Draft) -> tuple[SheetItem, tuple[str, ...]]:
        unclear = None
        try:
            amounts = amounts_of(draft.phrases)
        except UnclearAmounts as problem:
            amounts, unclear = Amounts(), str(problem)
            draft.notes.append(self._entries[draft.entry].line.body)
        request = StepRequest(amounts, tuple(draft.notes), unclear, draft.section)
        item = SheetItem(draft.name, request, draft.exercise)
        if not draft.exercise:
            near = draft.candidates or self._lookup.near(draft.name)
            why = "could be several" if draft.candidates else "is not in the catalogue"
            return replace(item, near=near, why=why), ()
        fitted = fit(request, draft.exercise)
        if unclear and has_amount(draft.phrases):
            return replace(item, exercise=None, near=(draft.exercise,), why=fitted.remarks[-2]), ()
        if fitted.conflict:
            others = [e for e in self._lookup.near(draft.name) if e.slug != draft.exercise.slug]
            return replace(
                item, exercise=None, near=(draft.exercise, *others), why=fitted.conflict
            ), ()
        return item, fitted.remarks


def clean_heading(body: str) -> str:
    """Return a heading without its colon and marks, and without further columns."""
    return body.split("; ", maxsplit=1)[0].strip(" :*_#=-–—;")


def _says_how(line: SheetLine, name_reading: NameReading | None) -> bool:
    """Return whether a line is an instruction, though its words match a name: “Lift your hips.”."""
    cue = name_reading is not None and starts_with_cue(name_reading.name) and not line.marked
    return cue and re.search(r"\byour\b|[.!](?:\s|$)", line.body, re.IGNORECASE) is not None
