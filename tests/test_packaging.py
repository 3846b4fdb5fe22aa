"""The wheel alone, in an environment of its own: what a stranger gets."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from loosen import __version__

ROOT = Path(__file__).resolve().parent.parent
PIP = ("-m", "pip", "--disable-pip-version-check", "--quiet")

pytestmark = pytest.mark.packaging


def ran(*command: str | Path, cwd: Path) -> str:
    """What a command prints; it must not fail."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    ran(sys.executable, *PIP, "wheel", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that has the wheel and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=True)
    programs = folder / "bin"
    ran(programs / "python", *PIP, "install", wheel, cwd=folder)
    return programs


def test_the_wheel_holds_the_routines_and_the_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for source in (ROOT / "routines").glob("*.toml"):
        assert f"loosen/routines/{source.name}" in names
    for source in (ROOT / "src/loosen").rglob("*"):
        if source.suffix in (".toml", ".tcss", ".py", ".sql", ".typed"):
            assert f"loosen/{source.relative_to(ROOT / 'src/loosen').as_posix()}" in names


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    known = {f"loosen-{__version__}.{part}" for part in ("dist-info", "data")}
    assert tops == {"loosen", *known}


def test_the_installed_program_works_from_anywhere(installed: Path, tmp_path: Path) -> None:
    loosen = installed / "loosen"
    assert ran(loosen, "--version", cwd=tmp_path) == f"loosen {__version__}\n"
    assert len(json.loads(ran(loosen, "list", "--json", cwd=tmp_path))) == 33
    routines = json.loads(ran(loosen, "routines", "--json", cwd=tmp_path))
    assert "egoscue-flow" in {routine["id"] for routine in routines}
    assert "nothing to check" in ran(loosen, "check", cwd=tmp_path)


def test_the_routines_it_brings_pass_its_own_check(installed: Path, tmp_path: Path) -> None:
    where = "import loosen.storage.locations as l; print(l.shipped_routines())"
    folder = Path(ran(installed / "python", "-c", where, cwd=tmp_path).strip())
    assert folder.is_relative_to(installed.parent)
    shipped = sorted(folder.glob("*.toml"))
    out = ran(installed / "loosen", "check", *shipped, cwd=tmp_path)
    assert out == f"{len(shipped)} files checked, nothing wrong\n"


def test_the_environment_holds_no_path_back_to_the_checkout(installed: Path) -> None:
    where = ran(installed / "python", "-c", "import loosen; print(loosen.__file__)", cwd=installed)
    assert Path(where.strip()).is_relative_to(installed.parent)
    assert os.fspath(ROOT) not in where
