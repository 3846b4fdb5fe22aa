"""Reader of a person's own figures; draws each once to prove that it can be drawn.

They may be ``like`` one that ships and use its bases, and nothing else: the name that stands there is
never a path.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from loosen.domain.figure import Figure, Instant, draw
from loosen.domain.text import clean
from loosen.storage import files
from loosen.storage.figure_table import FigureProblem
from loosen.storage.figures import BASES, figure_of, figure_slugs, packaged
from loosen.storage.problems import BadFile, FileProblem, keys_of, line_of, nearest, shown_path

SIZE = (44, 16)
"""Cells of the drawing that proves it can be drawn."""


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
