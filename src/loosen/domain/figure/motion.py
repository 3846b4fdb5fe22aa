"""Motion: key poses, interpolation between them, and the breath while a pose is held.

Time is an argument. A figure turns seconds of the clock into an ``Instant``, and an instant into a
skeleton; nothing is remembered between two frames.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi
from typing import NamedTuple

from loosen.domain.figure.camera import Camera
from loosen.domain.figure.props import Prop
from loosen.domain.figure.skeleton import Pose, Skeleton, solve
from loosen.domain.figure.vectors import Vec

BREATH_SECONDS = 5.0
"""One breath in and out of somebody who stretches at rest."""

PREVIEW_HOLD = 6.0
PREVIEW_REST = 1.0


class Instant(NamedTuple):
    """One moment of a figure's motion.

    ``place`` counts stations: 1.25 is a quarter of the way, already eased, from the second to the
    third. ``breath`` runs from 0, breathed out, to 1.
    """

    place: float
    breath: float = 0.0

    def rounded(self) -> "Instant":
        """The nearest of the instants that are drawn; none is a quarter of a dot away.

        Repetitions then go through the same ones again, however the clock is looked at, and what
        was drawn can be kept.
        """
        return Instant(round(self.place * 256) / 256, round(self.breath * 32) / 32)


@dataclass(frozen=True, slots=True)
class Station:
    """A key pose on the figure's way.

    ``move`` and ``stay`` are shares of the whole way's time, ``even`` says that the pose is passed
    at constant speed rather than eased into. ``contacts`` names the points that bear on something:
    they may not slide towards a next station that names them too.
    """

    name: str
    pose: Pose
    words: str
    move: float
    stay: float
    even: bool
    contacts: frozenset[str]


@dataclass(frozen=True, eq=False)
class Figure:
    """An exercise as a moving body. Two figures are the same only if they are one object.

    A repetition runs through ``stations`` and back to the first. A ``hold`` goes to the last and
    stays. ``approach`` is in seconds: the time to get there, or one repetition when no clock asks
    for another. ``target`` names regions, with their side: ``right outer-hip``. ``mat`` is its
    outline on the floor: x from and to, z from and to, in body units; all 0 for none. An
    ``alternating`` figure changes sides at every repetition, so it starts and ends in a pose that
    is its own mirror image.
    """

    slug: str
    stations: tuple[Station, ...]
    hold: bool
    approach: float
    alternating: bool
    breathes: bool
    view: Camera
    shows: int
    target: tuple[str, ...]
    props: tuple[Prop, ...]
    mat: tuple[float, float, float, float]
    stride: float = 0.0
    bounds: tuple[tuple[str, float], ...] = ()

    def camera(self, *, mirrored: bool = False) -> Camera:
        """Where to look from at first.

        A mirrored figure is seen from the mirrored place, so its working side stays in front. One
        that changes sides at every repetition is seen from one place, for it must not jump.
        """
        return self.view.mirrored() if mirrored and not self.alternating else self.view

    def instant(self, seconds: float, cycle_seconds: float, *, stepped: bool = False) -> Instant:
        """Where the figure is ``seconds`` into a repetition, or a hold, of ``cycle_seconds``.

        Repetitions go on for ever and each lasts exactly one cycle. A hold is approached in at most
        a quarter of its time, and then breathes. ``stepped`` shows two key poses only, for people
        who asked for little motion: in each half of a repetition the one it goes to.
        """
        if self.hold:
            approach = min(self.approach, cycle_seconds / 4)
            if stepped or seconds >= approach:
                breath = 0.0 if stepped else _breath(seconds - approach)
                return Instant(float(len(self.stations) - 1), breath)
            return self._travel(seconds / approach)
        turn = (seconds / cycle_seconds) % 1.0 if cycle_seconds > 0 else 0.0
        if stepped:
            return Instant(float(self._goal if turn < 0.5 else 0))
        return self._travel(turn)

    @property
    def _goal(self) -> int:
        """The pose a repetition goes to before it comes back: what says most, or half way round."""
        return self.shows or round(self._travel(0.5).place) % len(self.stations)

    def preview(self, seconds: float, *, stepped: bool = False) -> Instant:
        """Where the figure is when shown for itself: a hold, too, goes back and begins again."""
        if stepped:
            return Instant(float(self._goal if seconds % 4.0 >= 2.0 else 0))
        if not self.hold:
            return self.instant(seconds, self.approach)
        last = float(len(self.stations) - 1)
        seconds %= PREVIEW_REST + 2 * self.approach + PREVIEW_HOLD
        if seconds < PREVIEW_REST:
            return Instant(0.0)
        seconds -= PREVIEW_REST
        if seconds < self.approach:
            return self._travel(seconds / self.approach)
        seconds -= self.approach
        if seconds < PREVIEW_HOLD:
            # Whole breaths only: the way back begins breathed out.
            return Instant(last, _breath(seconds * BREATH_SECONDS / PREVIEW_HOLD))
        return self._travel(1.0 - (seconds - PREVIEW_HOLD) / self.approach)

    @property
    def still(self) -> Instant:
        """The instant that says most, for a picture that does not move."""
        return Instant(float(self.shows))

    def words(self, instant: Instant) -> str:
        """The key pose nearest to an instant, in words, for a terminal that can draw nothing."""
        return self.stations[round(instant.place) % len(self.stations)].words

    def skeleton(self, instant: Instant) -> Skeleton:
        """The bones at an instant."""
        before, after, weight = self._between(instant.place)
        if weight == 0.0 or before.pose is after.pose:
            return solve(before.pose)
        return solve(before.pose, after.pose, weight)

    def planted(self, instant: Instant) -> frozenset[str]:
        """The points that bear on something at an instant, and so may not slide."""
        before, after, _ = self._between(instant.place)
        return before.contacts & after.contacts

    def floor(self, instant: Instant) -> Vec:
        """Displacement of the floor in body units: only under a figure that travels, and back with it."""
        index = int(instant.place) % len(self.stations)
        last = index == len(self.stations) - 1 and not self.hold
        return (-self.stride * (instant.place % 1.0) if last else 0.0, 0.0, 0.0)

    @property
    def mat_corners(self) -> tuple[Vec, ...]:
        """The corners of the mat, in order round it; none where there is no mat."""
        x0, x1, z0, z1 = self.mat
        if x0 == x1:
            return ()
        return (x0, 0.0, z0), (x1, 0.0, z0), (x1, 0.0, z1), (x0, 0.0, z1)

    def stride_lines(self, instant: Instant) -> Iterator[tuple[Vec, Vec]]:
        """The lines across the mat of a figure that travels, one for each stride, as both ends."""
        x0, x1, z0, z1 = self.mat
        if not self.stride:
            return
        x = x0 + self.floor(instant)[0] % self.stride
        while x < x1:
            yield (x, 0.0, z0), (x, 0.0, z1)
            x += self.stride

    def samples(self, count: int) -> Iterator[Instant]:
        """``count`` instants spread over the whole way, the first one included."""
        for step in range(count):
            yield self._travel(step / max(count - 1, 1) if self.hold else step / count)

    def _between(self, place: float) -> tuple[Station, Station, float]:
        index = int(place)
        total = len(self.stations)
        return self.stations[index % total], self.stations[(index + 1) % total], place - index

    def _travel(self, share: float) -> Instant:
        """The instant at ``share`` (0 to 1) of the way's time."""
        last = len(self.stations) - 1
        whole = sum(part for _, _, part, _ in self._parts())
        left = share * whole
        for place, moves, part, even in self._parts():
            if left < part:
                done = left / part
                return Instant(place + (ease(done, even=even) if moves else 0.0))
            left -= part
        return Instant(float(last) if self.hold else 0.0)

    def _parts(self) -> Iterator[tuple[int, bool, float, bool]]:
        """Stays and moves in order: station, whether it moves on from there, time share, even."""
        total = len(self.stations)
        for index, station in enumerate(self.stations):
            if self.hold and index == total - 1:
                return
            yield index, False, station.stay, False
            onward = self.stations[(index + 1) % total]
            yield index, True, onward.move, onward.even


def ease(share: float, *, even: bool = False) -> float:
    """Smooth in and smooth out, for ``share`` from 0 to 1; unchanged when ``even``."""
    return share if even else (1 - cos(pi * share)) / 2


def _breath(seconds: float) -> float:
    return (1 - cos(2 * pi * seconds / BREATH_SECONDS)) / 2
