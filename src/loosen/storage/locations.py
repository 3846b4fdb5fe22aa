"""Where things are: what ships in the package, and a person's own folders. Creates nothing."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parent.parent
SHIPPED = PACKAGE / "data"


def shipped_routines() -> Path:
    """The folder of the routines that ship: in the package, or beside ``src`` in a checkout."""
    packaged = PACKAGE / "routines"
    checkout = PACKAGE.parents[1]
    if not packaged.is_dir() and (checkout / "pyproject.toml").is_file():
        return checkout / "routines"
    return packaged


@dataclass(frozen=True)
class Locations:
    """A person's own folders, after the XDG rules; each is made when something is first written."""

    config: Path
    data: Path
    state: Path

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
        """The routines that were deleted, each as it was."""
        return self.state / "trash"

    @property
    def drafts(self) -> Path:
        """Texts of routines that an editor has left and that are not right yet."""
        return self.state / "drafts"

    @property
    def unsaved(self) -> Path:
        """Routines as they stand in the editor, until they are saved or left."""
        return self.state / "unsaved"

    @property
    def demos(self) -> Path:
        """The made-up homes of the demos that are running."""
        return self.state / "demos"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "config.toml"

    @property
    def memory(self) -> Path:
        """What the app remembers by itself: the safety page seen, the turn of each pick."""
        return self.state / "memory.toml"

    @property
    def journals(self) -> Path:
        """The sessions that are running, or were when their process ended."""
        return self.state / "sessions"

    @property
    def history(self) -> Path:
        """What was done."""
        return self.data / "history.db"


def of_this_user() -> Locations:
    """The folders of the person who runs the program."""
    dirs = platformdirs.PlatformDirs("loosen", appauthor=False)
    return Locations(
        Path(dirs.user_config_dir), Path(dirs.user_data_dir), Path(dirs.user_state_dir)
    )
