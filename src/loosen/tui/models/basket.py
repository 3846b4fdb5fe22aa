"""The basket: exercises put aside while browsing, in order, to make a routine of."""

from collections.abc import Iterator


class Basket:
    """Slugs of exercises, each once. The list and the pages of exercises share one basket."""

    def __init__(self) -> None:
        self._slugs: list[str] = []

    def __contains__(self, slug: object) -> bool:
        return slug in self._slugs

    def __iter__(self) -> Iterator[str]:
        return iter(self._slugs)

    def __len__(self) -> int:
        return len(self._slugs)

    @property
    def words(self) -> str:
        """The number of exercises in it, in words; an empty string for none."""
        return f"{len(self)} in the basket" if self._slugs else ""

    def turn(self, slug: str) -> None:
        """Put an exercise in, or take it out again."""
        if slug in self._slugs:
            self._slugs.remove(slug)
        else:
            self._slugs.append(slug)

    def clear(self) -> None:
        """Take everything out."""
        self._slugs.clear()
