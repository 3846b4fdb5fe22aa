"""What ships of the catalogue, read from the package: it is trusted, and a fault in it is ours."""

from loosen.domain.exercise import Exercise, Source
from loosen.storage import files
from loosen.storage.locations import SHIPPED


def shipped_exercises() -> list[Exercise]:
    """Every exercise that ships."""
    paths = files.toml_files(SHIPPED / "exercises")
    return [files.read_record(Exercise, path) for path in paths]


def shipped_sources() -> list[Source]:
    """The articles they come from."""
    name = "sources.toml"
    sources = files.parse(files.read_text(SHIPPED / name), name)
    return [files.validate(Source, {"slug": slug, **one}, name) for slug, one in sources.items()]
