"""Not one warning, neither of ours nor of a library: Python is told to take each for an error."""

import subprocess
import sys

import pytest
from terminal.conftest import RealHome
from terminal.pty_program import PtyProgram

pytestmark = pytest.mark.terminal


@pytest.mark.parametrize(
    "line", ["--version", "--help", "list", "routines", "compose --minutes 5", "history", "doctor"]
)
@pytest.mark.parametrize("mode", [(), ("-X", "dev")], ids=["as it is", "dev"])
def test_a_command_ends_without_one(home: RealHome, mode: tuple[str, ...], line: str) -> None:
    command = [sys.executable, *mode, "-W", "error", "-m", "loosen", *line.split()]
    done = subprocess.run(
        command, env=home.environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_the_app_runs_a_routine_and_ends_without_one(home: RealHome) -> None:
    command = [sys.executable, "-X", "dev", "-W", "error", "-m", "loosen", "run", "brief"]
    with PtyProgram(command, home.environment) as app:
        app.shows("get ready")
        app.press("q")
        app.shows("End the session here?")
        app.press("e")
        app.shows("The rest keeps")
        app.press("\r")
        app.shows("33 exercises")
        app.press("q")
        assert app.ends() == 0
    # One that comes up while something is thrown away ends nothing, but is told.
    assert "Warning" not in app.text
    assert "Traceback" not in app.text
