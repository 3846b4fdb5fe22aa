"""Paths: what ships in the package, and a person's own folders. Creates nothing."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from loosen.storage.problems import NoHome

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

PACKAGE = Path(__file__).resolve().parent.parent
SHIPPED = PACKAGE / "data"


def shipped_routines() -> Path:
    """The folder of the routines that ship: in the package, or beside ``src`` in a checkout."""
    packaged = PACKAGE / "routines"
    checkout = PACKAGE.parents[1]
    if not packaged.is_dir() and (checkout / "pyproject.toml").is_file():
        return checkout / "routines"
    return packaged


class Locations(NamedTuple):
    """A person's own folders, after the XDG rules; each is made when something is first written."""

    config: Path
    data: Path
    state: Path
    cache: Path | None = None
    """Folder of the cache; None where there is no place for one."""

    @property
    def routines(self) -> Path:
        """The person's own routines."""
        return self.data / "routines"

    @property
    def imported(self) -> Path:
        """Other people's exercise sets, a file for each."""
        return self.data / "imported"

    @property
    def exercises(self) -> Path:
        """The person's own exercises."""
        return self.data / "exercises"

    @property
    def figures(self) -> Path:
        """The figures of the person's own exercises."""
        return self.data / "figures"

    @property
    def trash(self) -> Path:
        """Deleted routines."""
        return self.state / "trash"

    @property
    def drafts(self) -> Path:
        """Texts from an editor that are not valid routines yet."""
        return self.state / "drafts"

    @property
    def unsaved(self) -> Path:
        """Unsaved routines of the app's editor."""
        return self.state / "unsaved"

    @property
    def demos(self) -> Path:
        """Temporary folders of running demos."""
        return self.state / "demos"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "config.toml"

    @property
    def memory(self) -> Path:
        """The file of the app's memory."""
        return self.state / "memory.toml"

    @property
    def journals(self) -> Path:
        """Journals of running and interrupted sessions."""
        return self.state / "sessions"

    @property
    def history(self) -> Path:
        """The database of past sessions."""
        return self.data / "history.db"


XDG = {"CONFIG": ".config", "DATA": ".local/share", "STATE": ".local/state", "CACHE": ".cache"}
"""Names of the XDG variables, each with the folder in the home folder that stands for it."""


def of_this_user() -> Locations:
    """The folders of the person who runs the program.

    Raises:
        NoHome: when there is neither a home folder nor an XDG variable for each of them.
    """
    found = [_xdg_folder(name) for name in XDG] if sys.platform == "linux" else []
    folders = [folder for folder in found if folder]
    return Locations(*folders) if len(folders) == len(XDG) else _by_platform()


def _xdg_folder(name: str) -> Path | None:
    """The folder after the rules of Linux; None where neither its variable nor HOME says one."""
    own, home = Path(os.environ.get(f"XDG_{name}_HOME", "")), Path(os.environ.get("HOME", ""))
    folder = own if own.is_absolute() else home / XDG[name]
    return folder / "loosen" if folder.is_absolute() else None


def _by_platform() -> Locations:
    """The folders after the rules of any system, by a package that takes longer to load than a prompt may."""
    import platformdirs

    dirs = platformdirs.PlatformDirs("loosen", appauthor=False)
    try:
        names = (dirs.user_config_dir, dirs.user_data_dir, dirs.user_state_dir)
    except RuntimeError:  # what a home folder that is not there is to pathlib
        names = ("", "", "")
    if not all(map(os.path.isabs, names)):
        words = "there is no home folder; set HOME, or XDG_CONFIG_HOME, XDG_DATA_HOME and XDG_STATE_HOME"
        raise NoHome(words)
    config, data, state = map(Path, names)
    return Locations(config, data, state, _cache_of(dirs))


def _cache_of(dirs: "PlatformDirs") -> Path | None:
    try:
        folder = Path(dirs.user_cache_dir)
    except RuntimeError:
        return None
    return folder if folder.is_absolute() else None
