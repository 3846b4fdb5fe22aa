"""Figures: TOML to ``Figure``, checked on the way in; those that ship, by name; and those of a person's own.

A file says from where the figure is seen, what its key poses are and how it goes through them. It
may be ``like`` another (a variant) and then says only what differs; poses that several start from
are in ``_bases.toml``. A person's own may be ``like`` one that ships and use its bases, and nothing else: the
name that stands there is never a path. Each is drawn once to prove that it can be.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path

from loosen.domain.exercise import Exercise, Origin
from loosen.domain.figure import Camera, Figure, Instant, Prop, Station, draw
from loosen.domain.figure.measures import MEASURES
from loosen.domain.figure.props import KINDS
from loosen.domain.figure.regions import REGIONS
from loosen.domain.figure.skeleton import JOINTS
from loosen.domain.text import clean
from loosen.storage import files
from loosen.storage.exercise_files import CheckedExercise
from loosen.storage.figure_poses import Poses, Raw, merged
from loosen.storage.figure_table import LARGEST, MOST_PARTS, FigureProblem, FigureTable
from loosen.storage.problems import (
    BadFile,
    FileProblem,
    keys_of,
    line_of,
    nearest,
    shown_path,
)

BASES = "_bases"
BASES_FILE = f"{BASES}.toml"
CARRIERS = ("", "thighs", "ankles", "knees")
LONGEST_WORDS = 200
SIZE = (44, 16)
"""Cells of the drawing that proves it can be drawn."""

MATS = {
    "long": (-0.36, 0.36, -0.85, 1.0),
    "square": (-0.5, 0.5, -0.5, 0.5),
    "wide": (-0.75, 0.75, -0.4, 0.4),
    "none": (0.0, 0.0, 0.0, 0.0),
}


@lru_cache(maxsize=128)
def load_figure(slug: str) -> Figure:
    """The shipped figure of an exercise or variant.

    Raises:
        KeyError: there is no figure of that name.
        FigureProblem: its file is not understood.
    """
    if slug not in figure_slugs():
        raise KeyError(slug)
    return load(packaged(slug), slug=slug, others=packaged)


@lru_cache(maxsize=1)
def figure_slugs() -> frozenset[str]:
    """The names of all shipped figures."""
    folder = resources.files("loosen") / "data" / "figures"
    names = (entry.name for entry in folder.iterdir())
    return frozenset(
        name.removesuffix(".toml")
        for name in names
        if name.endswith(".toml") and not name.startswith("_")
    )


def packaged(name: str) -> str:
    """The text of a shipped file by its stem, which is known to be one: no name from outside."""
    file = resources.files("loosen") / "data" / "figures" / f"{name}.toml"
    return file.read_text(encoding="utf-8")


def load(text: str, *, slug: str, others: Callable[[str], str]) -> Figure:
    """Read a figure from a TOML text; see ``figure_of``."""
    return figure_of(_parsed(text, f"{slug}.toml"), slug=slug, others=others)


def figure_of(tables: Mapping[str, object], *, slug: str, others: Callable[[str], str]) -> Figure:
    """The figure that the tables of a file stand for.

    Args:
        tables: the file as plain data.
        slug: the figure's name, which is its file's stem.
        others: finds the text of another file by its stem: the bases, and what this is ``like``.

    Raises:
        FigureProblem: something in it is not understood; names file and key.
    """
    file, values = f"{slug}.toml", dict(tables)
    parent = values.pop("like", None)
    if isinstance(parent, str):
        values = _over(_parsed(others(parent), f"{parent}.toml"), values)
    table = FigureTable(file, "", values)
    stations = _stations(table, others)
    hold = table.flag("hold", default=False)
    figure = Figure(
        slug=slug,
        stations=stations,
        hold=hold,
        approach=table.number("seconds", 3.0, least=0.5),
        alternating=table.flag("alternating", default=False),
        breathes=table.flag("breathes", default=hold),
        view=_view(table),
        shows=_shows(table, stations),
        target=_target(table),
        props=tuple(_prop(part) for part in table.tables("prop")),
        mat=_mat(table),
        stride=table.number("stride", 0.0, most=1.0),
        bounds=_bounds(table),
    )
    table.finish()
    return figure


def _stations(table: FigureTable, others: Callable[[str], str]) -> tuple[Station, ...]:
    every, poses = _as_raw(table, "every"), _as_raw(table, "pose")
    if len(poses) > MOST_PARTS:
        raise table.problem("pose", f"has more than {MOST_PARTS} poses")
    path = table.tables("path")
    if len(path) < 2:
        raise table.problem("path", "needs two key poses or more")
    if not any(step.number("move", 1.0) or step.number("stay", 0.0) for step in path):
        raise table.problem("path", "takes no time: give a key pose its move or stay")
    found = Poses(table.file, poses, _bases(others), every)
    return tuple(_station(step, found) for step in path)


def _parsed(text: str, file: str) -> Raw:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FigureProblem(file, "the file", f"is not TOML: {error}") from error


def _bases(others: Callable[[str], str]) -> Callable[[str], Raw | None]:
    tables = _base_poses(others(BASES))
    poses = Poses(BASES_FILE, tables, lambda _name: None, {})
    return lambda name: poses.raw(name) if name in tables else None


@lru_cache(maxsize=2)
def _base_poses(text: str) -> Raw:
    """The poses that all figures begin from, parsed once for all of them; nobody writes into them."""
    return _parsed(text, BASES_FILE)


def _over(parent: Raw, own: Raw) -> Raw:
    """A variant's file over its parent's: poses one by one, everything else as a whole."""
    found = parent | own
    old, new = parent.get("pose"), own.get("pose")
    if isinstance(old, dict) and isinstance(new, dict):
        found["pose"] = old | {
            name: merged(old.get(name, {}), pose) if isinstance(pose, dict) else pose
            for name, pose in new.items()
        }
    return found


def _as_raw(table: FigureTable, key: str) -> Raw:
    found = table.table(key)
    return dict(found.values) if found else {}


def _station(step: FigureTable, poses: Poses) -> Station:
    name = step.text("pose")
    pose, words, contacts = poses.pose(name)
    if not words:
        raise FigureProblem(poses.file, f"pose.{name}.words", "is missing: the pose in a few words")
    station = Station(
        name=name,
        pose=pose,
        words=clean(words, LONGEST_WORDS),
        move=step.number("move", 1.0),
        stay=step.number("stay", 0.0),
        even=step.flag("even", default=False),
        contacts=contacts,
    )
    step.finish()
    return station


def _view(table: FigureTable) -> Camera:
    view = table.table("view")
    if view is None:
        raise table.problem("view", "is missing: yaw and pitch in degrees")
    camera = Camera(view.number("yaw", 0.0, least=-180.0), view.number("pitch", 0.0))
    view.finish()
    return camera


def _shows(table: FigureTable, stations: tuple[Station, ...]) -> int:
    name = table.text("shows")
    for index, station in enumerate(stations):
        if station.name == name:
            return index
    raise table.problem("shows", f"should name a pose of the path, which has no {name!r}")


def _target(table: FigureTable) -> tuple[str, ...]:
    found: list[str] = []
    for name in table.names("target") or ():
        names = (
            [name.replace("both", side, 1) for side in ("right", "left")]
            if name.startswith("both ")
            else [name]
        )
        for single in names:
            if single not in REGIONS:
                raise table.problem("target", f"{name!r} is not a region with its side")
        found += names
    return tuple(found)


def _bounds(table: FigureTable) -> tuple[tuple[str, float], ...]:
    """Limits of a figure: angles by the names of measures, and the travel of joints."""
    bounds = table.table("bounds")
    if bounds is None:
        return ()
    known = {*MEASURES, *JOINTS}
    for name in bounds.values:
        if name not in known:
            raise bounds.problem(name, f"should be one of {', '.join(sorted(known))}")
    return tuple((name, bounds.number(name, 0.0, least=-LARGEST)) for name in bounds.values)


def _prop(table: FigureTable) -> Prop:
    kind = table.text("kind")
    if kind not in KINDS:
        raise table.problem("kind", f"should be one of {', '.join(sorted(KINDS))}")
    nothing = (0.0, 0.0, 0.0)
    prop = Prop(
        kind=kind,
        at=table.vector("at") or nothing,
        size=table.vector("size") or nothing,
        on=table.text("on", ""),
    )
    if prop.on not in CARRIERS:
        raise table.problem("on", f"should be one of {', '.join(filter(None, CARRIERS))}")
    table.finish()
    return prop


def _mat(table: FigureTable) -> tuple[float, float, float, float]:
    if isinstance(table.raw("mat"), str):
        name = table.text("mat")
        if name not in MATS:
            raise table.problem("mat", f"should be one of {', '.join(MATS)}, or four numbers")
        return MATS[name]
    found = table.numbers("mat", 4)
    return MATS["square"] if found is None else (found[0], found[1], found[2], found[3])


# A person's own


def read_figure(path: Path) -> Figure:
    """The figure in a file of a person's own.

    Raises:
        BadFile: when it is none.
    """
    name, text = shown_path(path), files.read_text(path)
    return figure_from(files.parse(text, name), path.stem, name, text)


def figure_from(tables: Mapping[str, object], slug: str, file: str, text: str = "") -> Figure:
    """The figure that plain data from outside stands for; ``text`` tells the lines of problems.

    Raises:
        BadFile: when it is none.
    """
    try:
        figure = figure_of(tables, slug=slug, others=_shipped)
        for number in range(len(figure.stations)):
            draw(figure, Instant(float(number)), figure.view, *SIZE)
    except FigureProblem as problem:
        key = clean(re.sub(r"\.([0-9]+)", r"[\1]", problem.key), 80)
        wrong = clean(problem.wrong, 400)
        raise BadFile([FileProblem(file, wrong, key, line=line_of(text, keys_of(key)))]) from None
    return figure


def _shipped(name: str) -> str:
    if name != BASES and name not in figure_slugs():
        near = nearest(name, figure_slugs())
        raise FigureProblem(
            "", "like", "names no figure that ships" + (f": “{near}”?" * bool(near))
        )
    return packaged(name)


class Figures:
    """Figures by exercise; ``folder`` holds a person's own. An invalid one counts as none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Figure | None] = {}
        """Own figures by slug, as far as they have been asked for."""

    def of(self, exercise: Exercise) -> Figure | None:
        """The figure of an exercise, or of what it is a variant of; None where there is none."""
        if exercise.origin is Origin.OWN:
            return self._own(exercise.figure or exercise.slug, shipped=bool(exercise.figure))
        for slug in (exercise.slug, exercise.variant_of):
            if slug in figure_slugs():
                return load_figure(slug)
        return None

    def _own(self, slug: str, *, shipped: bool) -> Figure | None:
        if slug not in self._read:
            self._read[slug] = self._read_own(slug)
        found = self._read[slug]
        return load_figure(slug) if found is None and shipped and slug in figure_slugs() else found

    def _read_own(self, slug: str) -> Figure | None:
        path = self._folder / f"{slug}.toml"
        try:
            return None if files.is_missing(path) else read_figure(path)
        except BadFile:
            return None

    def problems(self, checked: CheckedExercise) -> tuple[FileProblem, ...]:
        """Problems of the figure of an own exercise."""
        own = checked.own
        if own is None:
            return ()
        named = self._folder / f"{own.figure or own.slug}.toml"
        if not files.is_missing(named):
            try:
                read_figure(named)
            except BadFile as error:
                return error.problems
        elif own.figure and own.figure not in figure_slugs():
            near = nearest(own.figure, figure_slugs())
            wrong = f"there is no figure “{own.figure}”"
            instead = (
                f"“{near}”" if near else f"one in {shown_path(self._folder)}, or leave the line out"
            )
            line = line_of(files.read_text(checked.path), ["figure"])
            return (FileProblem(shown_path(checked.path), wrong, "figure", instead, line),)
        return ()
