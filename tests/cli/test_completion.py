from collections.abc import Callable

import pytest
from cli.conftest import App, Loosen

from loosen.cli.root import run
from loosen.cli.runtime import Launch, Runtime


@pytest.fixture
def complete(
    runtime_for: Callable[[Launch], Runtime],
    app: App,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> "Complete":
    return Complete(runtime_for(app), capsys, monkeypatch)


class Complete:
    """Asks as bash does: the words of the line, the last of them unfinished."""

    def __init__(
        self,
        runtime: Runtime,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        self.runtime, self.capsys = runtime, capsys
        self.monkeypatch = monkeypatch

    def __call__(self, *words: str) -> list[str]:
        self.monkeypatch.setenv("_LOOSEN_COMPLETE", "bash_complete")
        self.monkeypatch.setenv("COMP_WORDS", " ".join(["loosen", *words]))
        self.monkeypatch.setenv("COMP_CWORD", str(len(words)))
        with pytest.raises(SystemExit):
            run(self.runtime, [])
        return self.capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("shell", "sign"), [("bash", "complete -o nosort"), ("zsh", "#compdef loosen"), ("fish", "-f")]
)
def test_the_script_of_each_shell_is_printed(loosen: Loosen, shell: str, sign: str) -> None:
    ran = loosen("completion", shell)
    assert ran.code == 0
    assert sign in ran.out
    assert "_LOOSEN_COMPLETE" in ran.out


def test_another_shell_is_refused(loosen: Loosen) -> None:
    assert loosen("completion", "tcsh").code == 2


def test_commands_are_completed(complete: Complete) -> None:
    assert complete("ru") == ["plain,run"]


def test_exercises_and_variants_are_completed(complete: Complete) -> None:
    found = ["plain,pigeon", "plain,pigeon-on-the-back"]
    assert complete("figure", "pig") == found
    assert complete("show", "pig") == [*found, "file,pig"]


def test_routines_are_completed_and_files_too(complete: Complete) -> None:
    for command in ("run", "show"):
        assert complete(command, "sh") == ["plain,short", "file,sh"]


def test_topics_of_help_are_completed_and_commands_too(complete: Complete) -> None:
    assert complete("help", "do") == ["plain,doctor", "plain,doses"]
    assert complete("help", "exercise") == ["plain,exercise-files"]


def test_words_of_options_are_completed(complete: Complete) -> None:
    assert complete("list", "--avoid", "flex") == ["plain,flexion-sensitive"]


def test_completing_opens_nothing(complete: Complete, app: App) -> None:
    complete("")
    assert app.opened == []
