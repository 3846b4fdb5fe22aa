"""Every kind of wrong in a file gets its place, its key, what is wrong and what to write instead."""

from pathlib import Path

import pytest
from builders import small_catalogue

from loosen.domain.routine import Routine
from loosen.domain.settings import Settings
from loosen.services.library import Library
from loosen.storage import files
from loosen.storage.locations import of_this_user
from loosen.storage.problems import BadFile, FileProblem, line_of, nearest, nearest_key, shown_path
from loosen.storage.routine_files import check_file

HEAD = 'name = "N"\nsummary = "S"\n'
STEP = '[[steps]]\nexercise = "bridge"\n'


def found(text: str, tmp_path: Path, name: str = "one.toml") -> list[str]:
    """What is said of a routine file with a text, without the file's name."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    library = Library(of_this_user(), small_catalogue())
    checked = check_file(path, library.catalogue)
    assert (checked.routine is None) == bool(checked.problems)
    return [str(problem).removeprefix(f"~/{name}") for problem in checked.problems]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'name = "N"\n' + STEP,
            ": summary: is missing; write a line “summary = …”",
        ),
        (
            HEAD + 'sumary = "S"\n' + STEP,
            ":3: sumary: is not a key here; write “summary”",
        ),
        (
            HEAD + "qqqqqq = 1\n" + STEP,
            ":3: qqqqqq: is not a key here",
        ),
        (
            HEAD + 'slug = "one"\n' + STEP,
            ": slug: is not a key here: the file's name is the slug",
        ),
        (
            'name = " "\nsummary = "S"\n' + STEP,
            ":1: name: is empty: write some text, or leave the key out",
        ),
        (
            HEAD + "frequency = 3\n" + STEP,
            ":3: frequency: is not a text; write one, for example “every day” or “2-3 a week”",
        ),
        (
            HEAD + "steps = []\n",
            ":3: steps: [] will not do; write at least 1",
        ),
        (
            HEAD + "steps = 3\n",
            ":3: steps: 3 will not do; write a list in square brackets",
        ),
        (
            HEAD + 'steps = ["bridge"]\n',
            ":3: steps[1]: “bridge” will not do; write a table",
        ),
        (
            HEAD + STEP + "rest = -1\n",
            ":5: steps[1].rest: -1 will not do; write 0 or more",
        ),
        (
            HEAD + STEP + "rest = 601\n",
            ":5: steps[1].rest: 601 will not do; write 600 or less",
        ),
        (
            HEAD + STEP + 'rest = "long"\n',
            ":5: steps[1].rest: “long” will not do; write a whole number",
        ),
        (
            HEAD + STEP + 'open_ended = "maybe"\n',
            ":5: steps[1].open_ended: “maybe” will not do; write true or false",
        ),
        (
            HEAD + STEP + 'dose = "10"\n',
            ":5: steps[1].dose: “10” has no unit; write “10 reps” or “10 s”",
        ),
        (
            HEAD + STEP + 'dose = "10 each side"\n',
            (
                ":5: steps[1].dose: “10 each side” is for each side, but Bridge works both at once; "
                "write a dose without “each side”"
            ),
        ),
        (
            HEAD + STEP + "stiffer_rounds = 2\n",
            (
                ":5: steps[1].stiffer_rounds: needs a dose for one side and then the other; "
                "write “each side” in the dose"
            ),
        ),
        (
            HEAD + '[[steps]]\nexercise = "brigde"\n',
            ":4: steps[1].exercise: “brigde” is not in the catalogue; write “bridge”",
        ),
        (
            HEAD + '[[steps]]\nexercise = "A bridge"\n',
            (
                ":4: steps[1].exercise: “A bridge” has more than small letters, digits and hyphens; "
                "write “a-bridge”"
            ),
        ),
        (
            HEAD + '[[steps]]\npick = "2-1"\namong = [{exercise = "clam"}]\n',
            (
                ":4: steps[1].pick: “2-1” will not do; "
                "write a number from 1 to 99, or a range such as “1-99”"
            ),
        ),
        (
            HEAD + '[[steps]]\npick = "few"\namong = [{exercise = "clam"}]\n',
            ":4: steps[1].pick: “few” will not do; write a number from 1 to 99, or a range such as “1-99”",
        ),
        (
            HEAD + '[[steps]]\npick = 2\namong = [{exercise = "clam"}]\n',
            ":4: steps[1].pick: wants 2 of 1; write at most 1",
        ),
        (
            HEAD + '[[steps]]\npick = 1\namong = [{exercise = "clamp"}]\n',
            ":5: steps[1].among[1].exercise: “clamp” is not in the catalogue; write “clam”",
        ),
        (
            HEAD + '[[steps]]\npick = 1\namong = [{exercise = "clam", sectoin = "S"}]\n',
            ":5: steps[1].among[1].sectoin: is not a key here; write “section”",
        ),
        ('name = "N\n', ":1: is not TOML: illegal character '\\n'"),
        ("name = \n", ":1: is not TOML: invalid value"),
        ('name = "N"\nname = "M"\n', ":2: is not TOML: cannot overwrite a value"),
    ],
)
def test_one_wrong_is_told_in_one_line(text: str, said: str, tmp_path: Path) -> None:
    assert found(text, tmp_path) == [said]


def test_all_problems_are_told_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = HEAD + STEP + 'rest = -1\n[[steps]]\nexercise = "lunges"\ndose = "10 rops"\n'
    keys = [line.split(": ")[0] for line in found(text, tmp_path)]
    assert keys == [":5", ":7", ":8"]


def test_unknown_exercises_are_told_of_a_file_that_is_damaged_elsewhere(tmp_path: Path) -> None:
    text = HEAD + 'x = 1\nsteps = [{exercise = "brigde"}, 3, {among = [{exercise = "clamp"}]}]\n'
    told = "\n".join(found(text, tmp_path))
    assert "steps[1].exercise: “brigde” is not in the catalogue; write “bridge”" in told
    assert "steps[3].among[1].exercise: “clamp” is not in the catalogue; write “clam”" in told


@pytest.mark.parametrize("name", ["My Routine.toml", "Über.toml", "a.b.toml", "a_b.toml"])
def test_a_file_name_that_is_no_slug_gets_one_that_is(name: str, tmp_path: Path) -> None:
    (said,) = found(HEAD + STEP, tmp_path, name)
    assert said.startswith(": has more than small letters, digits and hyphens in its name; write “")
    assert not found(HEAD + STEP, tmp_path, said.split("“")[1].rstrip("”"))


def test_nothing_from_a_file_steers_the_terminal(tmp_path: Path) -> None:
    hostile = "\\u001b]0;title\\u0007\\u202e\\u009b"
    text = f'name = "{hostile}"\n"{hostile}" = 1\n[[steps]]\nexercise = "{hostile}"\ndose = "{hostile}"\n'
    told = "\n".join(found(text, tmp_path))
    assert told
    assert not set(told) & {"\x1b", "\x07", "\u202e", "\x9b"}


def test_settings_are_told_in_the_same_way() -> None:
    text = 'equipment = ["bnd"]\n[pace]\nget_redy = 5\nslow_transitions = 3\n[cues]\nbell = "al"\n'
    with pytest.raises(BadFile) as bad:
        files.validate(Settings, files.parse(text, "c"), "c", text)
    assert str(bad.value).splitlines() == [
        "c:1: equipment[1]: “bnd” is not one of the words for it; write “band”",
        "c:3: pace.get_redy: is not a key here; write “get_ready”",
        "c:4: pace.slow_transitions: 3 will not do; write true or false",
        "c:6: cues.bell: “al” is not one of the words for it; write “all”",
    ]


def test_a_word_like_none_gets_the_whole_list() -> None:
    with pytest.raises(BadFile, match="write one of full, reduced, off"):
        files.validate(Settings, {"motion": "zzz"}, "c")


def test_a_problem_without_a_line_makes_none_up() -> None:
    assert str(FileProblem("f.toml", "is odd")) == "f.toml: is odd"
    assert str(FileProblem("f.toml", "is odd", "a.b", "c", 3)) == "f.toml:3: a.b: is odd; write c"


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (["name"], 1),
        (["steps", 0, "exercise"], 3),
        (["steps", 1, "dose"], 6),
        (["steps", 1, "nowhere"], 5),
        (["pace", "get_ready"], 8),
        (["nowhere"], None),
    ],
)
def test_a_key_is_found_through_its_tables(keys: list[object], line: int | None) -> None:
    text = 'name = "N"\n[[steps]]\nexercise = "a"\n\n[[steps]]\ndose = "b"\n[pace]\nget_ready = 3\n'
    assert line_of(text, keys) == line


def test_the_nearest_word_is_none_where_none_is_near() -> None:
    assert nearest("GLUTE", ["glutes", "core"]) == "glutes"
    assert nearest("xyz", ["glutes", "core"]) is None


def test_a_path_is_shown_from_home_and_safe_to_print(tmp_path: Path) -> None:
    assert shown_path(tmp_path / "a\x1b[31m.toml") == "~/a[31m.toml"
    assert shown_path(Path("/elsewhere/a.toml")) == "/elsewhere/a.toml"


def test_an_error_carries_its_problems_as_lines() -> None:
    bad = BadFile([FileProblem("a", "one"), FileProblem("b", "two")])
    assert str(bad) == "a: one\nb: two"


def test_a_routine_that_is_right_has_no_problems(tmp_path: Path) -> None:
    assert found(HEAD + STEP, tmp_path) == []
    assert files.read_record(Routine, tmp_path / "one.toml").slug == "one"


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("rounds", None),
        ("dosis", "dose"),
        ("osition", "position"),
        ("seconds_per_reps", "seconds_per_rep"),
        ("zeal", None),
        ("", None),
    ],
)
def test_only_a_near_key_is_offered(key: str, near: str | None) -> None:
    keys = ["ours", "dose", "position", "seconds_per_rep", "areas", "kind"]
    assert nearest_key(key, keys) == near
