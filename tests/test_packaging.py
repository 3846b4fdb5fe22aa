"""What a stranger gets: the sdist, and the wheel alone in an environment of its own."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from loosen import __version__

ROOT = Path(__file__).resolve().parent.parent
PIP = ("-m", "pip", "--disable-pip-version-check", "--quiet")
PACKED = ("src", "routines", "tests", "screenshots")
ALONE = {"README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml"}
SHARED = (
    "share/man/man1/loosen.1",
    "share/bash-completion/completions/loosen",
    "share/zsh/site-functions/_loosen",
    "share/fish/vendor_completions.d/loosen.fish",
)
INSTALLERS = {"pipx": ("install",), "uv": ("tool", "install")}
"""What puts a program on a person's path, with the command that does."""

pytestmark = pytest.mark.packaging


def ran(*command: str | Path, cwd: Path, also: Mapping[str, str] | None = None) -> str:
    """What a command prints, ``also`` in its environment; it must not fail."""
    environment = {**os.environ, **(also or {})}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@dataclass(frozen=True)
class Built:
    """The sdist and the wheel of this tree, and the wheel of the sdist."""

    sdist: Path
    wheel: Path
    wheel_of_sdist: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Built by what the project names for it, and by nothing that is installed here."""
    folder = tmp_path_factory.mktemp("built")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    backend = project["build-system"]["requires"]
    ran(sys.executable, *PIP, "install", "--target", folder / "backend", *backend, cwd=folder)
    build = (sys.executable, "-m", "hatchling", "build", "--directory")
    also = {"PYTHONPATH": str(folder / "backend")}
    ran(*build, folder / "tree", cwd=ROOT, also=also)
    (sdist,) = (folder / "tree").glob("*.tar.gz")
    (wheel,) = (folder / "tree").glob("*.whl")
    ran("tar", "--extract", "--gzip", "--file", sdist, cwd=folder)
    unpacked = folder / f"loosen-{__version__}"
    ran(*build, folder / "again", "--target", "wheel", cwd=unpacked, also=also)
    (again,) = (folder / "again").glob("*.whl")
    return Built(sdist, wheel, again)


@pytest.fixture(scope="module")
def wheel(built: Built) -> Path:
    return built.wheel


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
        if source.suffix in (".toml", ".tcss", ".py", ".sql", ".md", ".typed"):
            assert f"loosen/{source.relative_to(ROOT / 'src/loosen').as_posix()}" in names


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    known = {f"loosen-{__version__}.{part}" for part in ("dist-info", "data")}
    assert tops == {"loosen", *known}


def test_the_sdist_holds_what_builds_and_tests_it_and_nothing_else(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        files = [member.name for member in archive.getmembers() if not member.isdir()]
    here = {
        path.relative_to(ROOT).as_posix()
        for folder in PACKED
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and ".egg-info" not in str(path)
    }
    written = {"PKG-INFO", ".gitignore"}
    assert {name.partition("/")[2] for name in files} == here | ALONE | written
    assert {name.partition("/")[0] for name in files} == {f"loosen-{__version__}"}


def test_the_wheel_of_the_sdist_is_the_wheel_of_the_tree(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as one, zipfile.ZipFile(built.wheel_of_sdist) as other:
        contents = [{file.filename: file.CRC for file in two.infolist()} for two in (one, other)]
    assert contents[0] == contents[1]


def test_the_wheel_brings_the_man_page_and_the_completions(wheel: Path, installed: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for shared in SHARED:
        assert f"loosen-{__version__}.data/data/{shared}" in names
        assert (installed.parent / shared).is_file()


@pytest.mark.parametrize("line", ["--version", "list"])
def test_the_installed_program_gives_no_warning(installed: Path, tmp_path: Path, line: str) -> None:
    python = installed / "python"
    assert ran(python, "-W", "error", "-m", "loosen", line, cwd=tmp_path)


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


@pytest.fixture(scope="module", params=INSTALLERS)
def put_on_the_path(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Where a tool installs this program; skips loudly where there is no such tool."""
    name: str = request.param
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name.upper()} IS NOT INSTALLED: that it installs loosen stays unproven here")
    folder = tmp_path_factory.mktemp(name)
    places = {
        "PIPX_HOME": "home",
        "PIPX_BIN_DIR": "bin",
        "PIPX_MAN_DIR": "share/man",
        "PIPX_COMPLETION_DIR": "share",
        "UV_TOOL_DIR": "home",
        "UV_TOOL_BIN_DIR": "bin",
    }
    also = {variable: str(folder / place) for variable, place in places.items()}
    ran(path, *INSTALLERS[name], "--python", sys.executable, ".", cwd=ROOT, also=also)
    return folder


def test_what_installs_programs_puts_it_on_the_path(put_on_the_path: Path, tmp_path: Path) -> None:
    loosen = put_on_the_path / "bin/loosen"
    assert ran(loosen, "--version", cwd=tmp_path) == f"loosen {__version__}\n"
    assert len(ran(loosen, "list", cwd=tmp_path).splitlines()) == 33
    assert list(put_on_the_path.rglob(SHARED[0]))
