"""What tests of a person's own files share: small files, and a library over the small catalogue."""

from pathlib import Path

from builders import small_catalogue

from loosen.services.library import Library
from loosen.storage.locations import Locations

CALF = """name = "Wall calf"
kind = "static-stretch"
position = "standing"
sides = "each"
dose = "30 s each side"
steps = ["Lean in."]
areas = { primary = ["hamstrings"] }
"""
NIGHT = """name = "Legs at night"
summary = "Two for the calves."
[[steps]]
exercise = "wall-calf"
[[steps]]
exercise = "bridge"
dose = "10 reps"
"""
FIGURE = """like = "glute-bridge"
[pose.up]
words = "Hips a little up"
"""


def at_home(folder: Path, **files: str) -> Library:
    """A library in a folder; ``files`` are texts by folder and stem, as in ``exercises_calf``."""
    library = Library(
        Locations(folder / "config", folder / "data", folder / "state"), small_catalogue()
    )
    for place, text in files.items():
        kind, _, stem = place.partition("_")
        put(library, kind, stem.replace("_", "-"), text)
    return library


def put(library: Library, kind: str, stem: str, text: str) -> Path:
    """Write a file of the person's own, and let the library read everything anew."""
    path = library.locations.data / kind / f"{stem}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    library.snapshot = library.snapshot.anew()
    return path
