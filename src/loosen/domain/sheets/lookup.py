"""Lookup: which exercise of the catalogue the ways to read a line mean, and which come near."""

import re
from dataclasses import replace

from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise
from loosen.domain.sheets.names import MOST_NEAR, Names
from loosen.domain.sheets.reader import NameReading, Reading
from loosen.domain.sheets.vocabulary import starts_with_cue

_HEAD = re.compile(r"(.*?)(?:([,:;.]|\s[-–—]\s|\sw/|\swith\s)\s*(.*))?$", re.DOTALL)


class Lookup:
    """The names of a catalogue, asked for the readings of a line."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.names = Names(catalogue)

    def found(self, reading: Reading) -> tuple[NameReading | None, tuple[Exercise, ...]]:
        """The first way to read a name that the catalogue knows; else the last way there is."""
        explained = self._explained(reading)
        if explained:
            return explained
        several: tuple[NameReading | None, tuple[Exercise, ...]] | None = None
        for way in reading.names:
            found = self.names.find(way.name)
            if found.one:
                return way, found.exercises
            if found.exercises and several is None:
                several = way, found.exercises
        return several or (reading.names[-1] if reading.names else None, ())

    def _explained(self, reading: Reading) -> tuple[NameReading, tuple[Exercise, ...]] | None:
        """A name with how it is done behind it, “Child’s pose - sit back onto your heels”.

        Only where no other exercise is of that family: the words could be what tells them apart.
        """
        way = reading.names[-1] if reading.names else None
        match = _HEAD.match(way.name) if way else None
        if way is None or match is None or not match[3] or not starts_with_cue(match[3]):
            return None
        one = self.names.find(match[1]).one
        family = [e for e in self.names.catalogue.exercises if one and e.family == one.family]
        if one is None or len(family) > 1 or self.names.find(way.name).exercises:
            return None
        return replace(way, name=match[1], notes=(*way.notes, match[3])), (one,)

    def near(self, name: str) -> tuple[Exercise, ...]:
        """What a name comes near to; first of all, what its words before a comma or colon mean."""
        match = _HEAD.match(name)
        head = match[1] if match else name
        first = self.names.find(head).exercises if head != name else ()
        return tuple(dict.fromkeys((*first, *self.names.near(name))))[:MOST_NEAR]
