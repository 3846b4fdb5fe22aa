"""What the keys + - x choose in the app is one line each without it."""

import pytest
from cli.conftest import SHORT, Loosen

from loosen.domain.settings import ExerciseSettings, Liking, Settings
from loosen.services.library import Library
from loosen.storage.files import read_record


def written(library: Library) -> Settings:
    return read_record(Settings, library.locations.settings, slug=False)


@pytest.mark.parametrize(
    ("options", "liking", "said"),
    [
        ((), Liking.LIKED, "Clam · Liked: suggested more often.\n"),
        (("--less",), Liking.LESS, "Clam · Rather not: "),
        (("--never",), Liking.NEVER, "Clam · Never: not suggested.\n"),
    ],
)
def test_an_exercise_is_liked_or_not_until_it_is_neither(
    loosen: Loosen, library: Library, options: tuple[str, ...], liking: Liking, said: str
) -> None:
    ran = loosen("like", "clam", *options)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(said)
    assert written(library).exercises.liking("clam") is liking
    assert loosen("like", "clam", "--neither").out == "Clam · Like any other again.\n"
    assert written(library).exercises == ExerciseSettings()


def test_the_same_again_changes_nothing(loosen: Loosen, library: Library) -> None:
    first = loosen("like", "clam")
    before = library.locations.settings.stat()
    assert loosen("like", "Clam") == first
    assert library.locations.settings.stat() == before


def test_an_unknown_exercise_gets_the_nearest_name(loosen: Loosen, library: Library) -> None:
    ran = loosen("like", "clamm")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean “clam”?" in ran.err
    assert loosen("like").code == 2
    assert loosen("like", "clam", "--less", "--never").code == 2
    assert not library.locations.settings.exists()


def test_a_routine_is_kept_up_and_let_go(loosen: Loosen, library: Library) -> None:
    said = "Short is scheduled, but its file has no frequency: it is never due.\n"
    assert loosen("keep-up", "Short").out == said
    assert loosen("keep-up", "short").out == said
    assert written(library).routines.keep_up == ("short",)
    assert loosen("keep-up", "short", "--not").out == "Short is no longer scheduled.\n"
    assert loosen("keep-up", "short", "--not").code == 0
    assert written(library).routines.keep_up == ()


def test_a_routine_that_is_kept_up_says_how_often(loosen: Loosen, library: Library) -> None:
    text = f'frequency = "every day"\n{SHORT}'
    library.locations.routines.joinpath("short.toml").write_text(text, encoding="utf-8")
    assert loosen("keep-up", "short").out == "Short is scheduled: every day.\n"
    assert loosen("due").out.startswith("Short · ")


def test_a_routine_that_is_gone_can_be_let_go(loosen: Loosen, library: Library) -> None:
    loosen("keep-up", "short")
    library.locations.routines.joinpath("short.toml").unlink()
    library.reload()
    assert loosen("keep-up", "short").code == 2
    assert loosen("keep-up", "short", "--not").out == "short is no longer scheduled.\n"
    assert written(library).routines.keep_up == ()


def test_a_file_in_another_place_is_not_kept_up(loosen: Loosen, library: Library) -> None:
    elsewhere = library.locations.data / "elsewhere.toml"
    elsewhere.write_text(SHORT, encoding="utf-8")
    ran = loosen("keep-up", str(elsewhere))
    assert (ran.code, ran.out) == (2, "")
    assert "“loosen add” takes it in" in ran.err
    unknown = loosen("keep-up", "shrt")
    assert unknown.code == 2
    assert "did you mean “short”?" in unknown.err
    assert not library.locations.settings.exists()


def test_a_file_with_comments_is_kept_beside(loosen: Loosen, library: Library) -> None:
    path = library.locations.settings
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# mine\n[exercises]\nhidden = ['bridge']\n", encoding="utf-8")
    library.__dict__.pop("settings", None)
    out = loosen("like", "clam").out
    assert out.startswith("Your own file, with its comments, is kept as ")
    assert len(list(path.parent.iterdir())) == 2
    assert written(library).exercises == ExerciseSettings(liked=("clam",), hidden=("bridge",))
