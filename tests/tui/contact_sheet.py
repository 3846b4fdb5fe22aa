"""The contact sheet: every figure at its key poses, as one picture to look at.

``python tests/tui/contact_sheet.py`` writes ``screenshots/figures.svg``. Dots are drawn as dots, so
the picture needs no font. A run of dots is one dashed line whose dashes have no length and round
ends: that keeps a picture of a hundred drawings small.
"""

from itertools import groupby
from pathlib import Path

from loosen.domain.figure import Figure, Frame, Instant, Role, draw
from loosen.storage.figures import figure_slugs, load_figure

TARGET = Path(__file__).parents[2] / "screenshots" / "figures.svg"

WIDTH, HEIGHT = 44, 16
COLUMNS = 6
GAP = 6
LABEL = 14

INK = {
    Role.FLOOR: "#5b6270",
    Role.PROP: "#c79a45",
    Role.FAR: "#5f7fb0",
    Role.NEAR: "#e8e6e1",
    Role.BODY: "#a9bcd3",
    Role.TARGET: "#ff6a5e",
}

PLACES = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


def key_poses(figure: Figure) -> list[int]:
    """The stations worth a picture: of a long way every second one, each name once."""
    step = 2 if len(figure.stations) > 6 else 1
    found: dict[str, int] = {}
    for index in range(0, len(figure.stations), step):
        found.setdefault(figure.stations[index].words, index)
    return list(found.values())


def strokes(frame: Frame) -> str:
    """A drawing's dots, as one path for each role."""
    paths: dict[Role, list[str]] = {}
    for y, line in enumerate(frame.lines):
        for row, bits in enumerate(PLACES):
            dots = [
                frame.roles[y][x] if ord(sign) - 0x2800 & bit else None
                for x, sign in enumerate(line)
                for bit in bits
            ]
            column = 0
            for role, run in groupby(dots):
                length = len(list(run))
                if role is not None:
                    start = f"M{column} {y * 4 + row}"
                    paths.setdefault(role, []).append(f"{start}h{length - 1 or '.01'}")
                column += length
    return "".join(
        f'<path stroke="{INK[role]}" d="{"".join(parts)}"/>' for role, parts in paths.items()
    )


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
        ' fill="none" stroke-width=".86" stroke-linecap="round" stroke-dasharray="0 1">',
        '<rect width="100%" height="100%" fill="#14161c"/>',
    ]
    for number, (figure, index) in enumerate(cells):
        x, y = number % COLUMNS * wide + GAP / 2, number // COLUMNS * high + GAP / 2
        frame = draw(figure, Instant(float(index)), figure.camera(), WIDTH, HEIGHT)
        label = f"{figure.slug}: {figure.stations[index].name}"
        parts.append(
            f'<g transform="translate({x:g} {y:g})"><text fill="#8b93a3" stroke="none"'
            f' font-family="monospace" font-size="3.4" y="3">{label}</text>'
            f'<g transform="translate(.5 {LABEL - 6})">{strokes(frame)}</g></g>'
        )
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(sheet(), encoding="utf-8")
