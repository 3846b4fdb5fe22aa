import pytest

from loosen.domain.figure import Camera, Figure, Frame, Instant, Role, changed, draw
from loosen.domain.figure.braille import BLANK
from loosen.domain.figure.shapes import Tube, flesh
from loosen.storage.figures import figure_slugs, load_figure

FRONT = Camera(0, 10)
SIDE = Camera(90, 8)
SIZES = [(24, 10), (30, 15), (44, 16), (60, 24)]


def text(slug: str, *, ascii_only: bool = False, mirrored: bool = False, at: float = -1) -> str:
    figure = load_figure(slug)
    instant = figure.still if at < 0 else Instant(at)
    camera = figure.camera(mirrored=mirrored)
    frame = draw(figure, instant, camera, 32, 12, ascii_only=ascii_only, mirrored=mirrored)
    return "\n".join(line.replace(BLANK, " ").rstrip() for line in frame.lines).strip("\n")


def golden(drawing: str) -> str:
    return drawing.strip("\n")


GLUTE_BRIDGE = r"""
                     ⢀⣀⣤⣴⣶
              ⣀⣴⣶⣶⣴⣶⣿⣿⠿⠟⢫⣿⡄
   ⡀     ⢀⣀⣤⣶⣿⣿⣿⣿⣿⣿⠏⠉    ⣿⡇
 ⢠⣶⣿⣦⣀⡀⣠⣾⣿⣿⣿⣿⣿⠛⠛⠛⠋⠁      ⢸⣿
⠐⠹⣿⣿⣿⠿⣿⣿⣭⣍⣛⣉⠉⠍⠩⠙⠓⠒⠒ ⠠ ⠄⠠ ⠄⣿⣠⣠⣀⣄⠠
  ⠈⠉⠁  ⠈⠉⠉⠙⠛⠛⠛⠿⠶⠶⠶⠄      ⠈⠛⠛⠛⠛⠖
⠁⠈ ⠁⠈ ⠈ ⠁⠈ ⠁⠈ ⠁⠈ ⠁⠈ ⠁⠈ ⠈ ⠂⠐ ⠂⠐ ⠂
"""

FIGURE_FOUR = r"""
  ⢀⣤⣾⣶⣄⠠ ⠁⠠
 ⢀⢸⣿⣿⣿⣿⡆ ⣀⣠⡤⠁⣀⣀⣀⣀⣀⡀  ⢀⣤⡄
  ⠈⠻⠿⢿⣿⡿⣿⣿⣿⣿⣶⣶⣶⣶⣮⣭⣥⣤⡾⣿⣥⡀
   ⠸⣿⡟⢋⣴⠜⢿⣿⣦⡀⢬⣭⣉⠉⠉⣉⣿⣿⣿⣿⣧
    ⢟⣴⡿⠃⠚⠎⠻⣿⣿⣦⣿⣿⣿⣾⣿⣿⠟⠁⢻⣿⡆
 ⠄  ⠈⠋     ⢿⣿⣿⣿⣿⣿⣿⠟⠁   ⢿⣿⡀⡀
  ⠈ ⠄       ⢿⣿⡟⠛⠛⠁     ⠈⣿⣇ ⠐ ⡀
     ⠈ ⠠     ⠁          ⠘⣿⡄   ⠐
         ⠁⢀              ⠙⠿⣦⡀
            ⠂⢀             ⠈⠛⠂
               ⠂⢀
"""

SIDE_SQUAT = r"""
          ⣀⣀
         ⠸⣿⣿⠇
        ⣴⣤⣮⣵⣶⣶⡄
       ⢰⡏⠸⣿⡿⠿⠈⠷⡀
       ⠷⠶⠶⠦⣚⣛⠛⠛⠃
      ⢰⣶⣿⡿⠿⣿⣿⣿⣶⣄⡀
      ⠘⣿⡀ ⠁  ⠉⠙⠻⠿⢷⣦⣀
     ⢀ ⡘⣷⡀⡀ ⡀⢀ ⡀⢀ ⡈⢙⠻⣦⣄ ⢀ ⡀
       ⠾⠊⠁            ⠉⠛⠷
"""

OTHER_SIDE = r"""
                           ⣠⡄
                       ⢀⣠⣴⠟⠛⠃
                    ⢀⣤⣶⠿⠋
  ⣴⣶⣶⡄⢰⣦        ⣀⣠⣴⣾⠿⠋⠁
  ⡻⢿⠿⣣⣤⡙⢷⡑⣶⣤⣤⣴⣿⣿⣿⡿⠛⠁
 ⢰⡟  ⠈⣹⣿⡎⣷⡹⣿⣿⣿⣿⣿⡇
 ⣿⢡⣤⣶⠾⠟⠉⠉⠘⣧⠉⠛⠛⢿⣿⣿⣿⣿⣿⠿⠿⠿⠿⠿⠶⠶⠶⠶⠶⣎
⡀⠉⡁⢀ ⡀⢀ ⡀⢀⠙⡀⢀ ⢀ ⡀⢀ ⡀⢀ ⡀⢀ ⢀ ⡀⢀ ⡀⢀
"""

DONKEY_KICK = r"""
 ..
 '^^|#.
    ||
    #|                      ..
    ##      .......oo----o.####
    ##------#############|'^##^
    '''''^^^^^#|^'''   #|
              #|      .#.
              #|      |#|
.. ...........#        #||
  '''  ''''''''' '' '' ||'. .. .
 ' .. .. .. .. .. . .. .' .. .
"""


def test_a_bridge() -> None:
    assert text("glute-bridge") == golden(GLUTE_BRIDGE)


def test_a_figure_four() -> None:
    assert text("figure-four-supine", at=2) == golden(FIGURE_FOUR)


def test_a_side_squat() -> None:
    assert text("lateral-squat") == golden(SIDE_SQUAT)


def test_a_leg_raise_of_the_left_leg() -> None:
    assert text("side-lying-leg-raise", mirrored=True) == golden(OTHER_SIDE)


def test_a_donkey_kick_in_plain_characters() -> None:
    assert text("donkey-kick", ascii_only=True) == golden(DONKEY_KICK)


@pytest.mark.parametrize("slug", sorted(figure_slugs()))
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_figure_fills_its_box_and_no_more(slug: str, size: tuple[int, int]) -> None:
    width, height = size
    figure = load_figure(slug)
    frame = draw(figure, figure.still, figure.camera(), width, height)
    assert [len(line) for line in frame.lines] == [width] * height
    assert [len(row) for row in frame.roles] == [width] * height
    inked = [line for line in frame.lines if line.strip(BLANK)]
    assert len(inked) >= height // 3
    for line, roles in zip(frame.lines, frame.roles, strict=True):
        for sign, role in zip(line, roles, strict=True):
            assert (sign == BLANK) == (role is Role.NONE)


@pytest.mark.parametrize("slug", sorted(figure_slugs()))
def test_the_target_is_seen_at_the_size_of_a_session(slug: str) -> None:
    figure = load_figure(slug)
    frame = draw(figure, figure.still, figure.camera(), 44, 16)
    seen = sum(role is Role.TARGET for row in frame.roles for role in row)
    assert seen >= 3


def _dots(figure: Figure, camera: Camera, *, mirrored: bool) -> list[list[bool]]:
    frame = draw(figure, figure.still, camera, 40, 16, mirrored=mirrored)
    places = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
    return [
        [bool(ord(sign) - 0x2800 & bit) for sign in line for bit in bits]
        for line in frame.lines
        for bits in places
    ]


@pytest.mark.parametrize("slug", ["leg-swing-side", "knee-drop-single", "side-lying-leg-raise"])
def test_the_other_side_is_the_mirror_image_dot_for_dot(slug: str) -> None:
    figure = load_figure(slug)
    right = _dots(figure, FRONT, mirrored=False)
    left = _dots(figure, FRONT, mirrored=True)
    assert left == [row[::-1] for row in right]
    assert left != right


def test_a_mirrored_figure_is_seen_from_the_mirrored_place() -> None:
    swing = load_figure("leg-swing-front-back")
    assert swing.camera(mirrored=True) == swing.camera().mirrored()
    facing = draw(swing, swing.still, swing.camera(), 30, 15)
    other = draw(swing, swing.still, swing.camera(mirrored=True), 30, 15, mirrored=True)
    assert [row[::-1] for row in facing.roles] == list(other.roles)


def test_a_figure_that_takes_turns_is_seen_from_one_place() -> None:
    lunge = load_figure("runners-lunge-alternating")
    assert lunge.camera(mirrored=True) == lunge.camera()


def _seen(frame_roles: tuple[tuple[Role, ...], ...]) -> set[Role]:
    return {role for row in frame_roles for role in row}


def test_from_the_side_one_leg_is_far_and_from_the_front_none_is() -> None:
    lunge = load_figure("hip-flexor-lunge-kneeling")
    assert Role.FAR in _seen(draw(lunge, lunge.still, SIDE, 44, 16).roles)
    assert Role.FAR not in _seen(draw(lunge, lunge.still, FRONT, 44, 16).roles)


def test_roles_of_a_cell_are_those_of_what_is_nearest() -> None:
    kick = load_figure("donkey-kick")
    frame = draw(kick, kick.still, SIDE, 44, 16)
    rows = ["".join(_LETTERS[role] for role in row) for row in frame.roles]
    # The foot in the air, the buttock at work between thigh and trunk, the far leg on the mat.
    assert rows[1].strip() == "nnnnnnnn"
    assert any("nt" in row and "tb" in row for row in rows)
    assert any("f" in row for row in rows[8:])


_LETTERS = {
    Role.NONE: " ",
    Role.FLOOR: ".",
    Role.PROP: "p",
    Role.FAR: "f",
    Role.NEAR: "n",
    Role.BODY: "b",
    Role.TARGET: "t",
}


def test_the_chest_rises_with_a_breath_and_nothing_else_moves() -> None:
    hug = load_figure("knee-to-chest-single")
    out, in_ = (hug.instant(20, 30), hug.instant(22.5, 30))
    last = float(len(hug.stations) - 1)
    drawn = [draw(hug, Instant(last, breath), hug.camera(), 44, 16) for breath in (0.0, 1.0)]
    assert out.place == in_.place == last
    spans = changed(drawn[0], drawn[1])
    assert 0 < sum(x1 - x0 for _, x0, x1 in spans) < 44


def _ribs(slug: str, breath: float) -> list[float]:
    """Heights of the outline of the ribs at a hold's last pose, the highest and the lowest."""
    figure = load_figure(slug)
    bones = figure.skeleton(Instant(len(figure.stations) - 1.0))
    trunk = [shape for shape in flesh(bones, breath, "") if isinstance(shape, Tube)]
    heights = [y for _, y, _ in trunk[3].rings[0]]
    return [max(heights), min(heights)]


@pytest.mark.parametrize("slug", ["childs-pose", "knee-to-chest-single", "pigeon-pose"])
def test_what_rises_with_a_breath_is_the_side_that_lies_on_nothing(slug: str) -> None:
    """On the back that is the chest, and folded over the thighs it is the back."""
    out, in_ = _ribs(slug, 0.0), _ribs(slug, 1.0)
    assert in_[0] > out[0] + 0.015
    assert in_[1] > out[1] - 0.01


def _dotted(frame: Frame) -> list[tuple[int, int]]:
    return [
        (x, y)
        for y, row in enumerate(frame.roles)
        for x, role in enumerate(row)
        if role is Role.FLOOR
    ]


def test_the_floor_goes_back_with_a_figure_that_travels() -> None:
    """Its lines are a stride apart, so that after the way back everything is as at the start."""
    walk = load_figure("banded-lateral-walk")
    last = len(walk.stations) - 1.0
    start, half, end = (
        _dotted(draw(walk, Instant(place), walk.camera(), 60, 30))
        for place in (0.0, last + 0.5, last + 1.0)
    )
    assert start == end
    assert start != half


def test_a_figure_without_breath_ignores_it() -> None:
    squat = load_figure("deep-squat")
    assert draw(squat, Instant(0, 1), FRONT, 44, 16) == draw(squat, Instant(0, 0), FRONT, 44, 16)


def test_an_outline_shows_the_target_without_colour() -> None:
    bridge = load_figure("glute-bridge")
    plain = draw(bridge, bridge.still, bridge.camera(), 44, 16)
    outlined = draw(bridge, bridge.still, bridge.camera(), 44, 16, outlined=True)
    assert _ink(outlined.lines) < _ink(plain.lines)


def _ink(lines: tuple[str, ...]) -> int:
    return sum((ord(sign) - 0x2800).bit_count() for line in lines for sign in line)


def test_a_figure_keeps_its_size_while_it_moves() -> None:
    squat = load_figure("deep-squat")
    low, high = (draw(squat, Instant(n), squat.camera(), 44, 16) for n in (1.0, 0.0))
    assert low.lines[-1].strip(BLANK)
    assert high.lines[-1].strip(BLANK)
    assert high.lines[0].strip(BLANK)
    assert not low.lines[0].strip(BLANK)
