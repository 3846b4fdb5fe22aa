"""Figures by exercise: a person's own, and those that ship."""

from functools import cached_property
from pathlib import Path

from loosen.domain.exercise import Exercise, Origin
from loosen.domain.figure import Figure
from loosen.storage import files
from loosen.storage.exercise_files import CheckedExercise
from loosen.storage.figures import figure_slugs, load_figure
from loosen.storage.own_figures import read_figure
from loosen.storage.problems import BadFile, FileProblem, line_of, nearest, shown_path


class Figures:
    """The figures there are; ``folder`` is where a person's own are. A bad one counts as none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

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

    @cached_property
    def _read(self) -> dict[str, Figure | None]:
        """Own figures by slug, as far as somebody has looked at them."""
        return {}

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
