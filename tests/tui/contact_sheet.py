"""The contact sheet: every figure at its key poses, as one picture to look at.

``python tests/tui/contact_sheet.py`` writes ``screenshots/figures.svg``.
"""

from pathlib import Path

from loosen.domain.figure import Figure, Instant, paint
from loosen.storage.figures import figure_slugs, load_figure
from loosen.text.figure_svg import GROUNDS, silhouettes

TARGET = Path(__file__).parents[2] / "screenshots" / "figures.svg"

WIDTH, HEIGHT = 44, 16
COLUMNS = 6
GAP = 6
LABEL = 14


def key_poses(figure: Figure) -> list[int]:
    """The stations worth a picture: of a long way every second one, each name once."""
    step = 2 if len(figure.stations) > 6 else 1
    found: dict[str, int] = {}
    for index in range(0, len(figure.stations), step):
        found.setdefault(figure.stations[index].words, index)
    return list(found.values())


def sheet() -> str:
    """The whole picture as SVG."""
    cells = [
        (figure, index)
        for figure in (load_figure(slug) for slug in sorted(figure_slugs()))
        for index in key_poses(figure)
    ]
    wide, high = WIDTH * 2 + GAP, HEIGHT * 4 + GAP + LABEL
    rows = -(-len(cells) // COLUMNS)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide * COLUMNS} {high * rows}"',
        ' shape-rendering="crispEdges">',
        f'<rect width="100%" height="100%" fill="{GROUNDS[True]}"/>',
    ]
    for number, (figure, index) in enumerate(cells):
        x, y = number % COLUMNS * wide + GAP / 2, number // COLUMNS * high + GAP / 2
        picture = paint(figure, Instant(float(index)), figure.camera(), WIDTH, HEIGHT)
        label = f"{figure.slug}: {figure.stations[index].name}"
        parts.append(
            f'<g transform="translate({x:g} {y:g})"><text fill="#8b93a3"'
            f' font-family="monospace" font-size="3.4" y="3">{label}</text>'
            f'<g transform="translate(0 {LABEL - 6})">{silhouettes(picture, dark=True)}</g></g>'
        )
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(sheet(), encoding="utf-8")
