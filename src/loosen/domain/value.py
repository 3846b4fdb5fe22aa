"""Base class of values that files hold, and the constrained types of their fields."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from loosen.domain.text import clean

MOST_LINES = 60
"""Limit for each list of lines in an exercise, such as its steps or cues."""


def _not_empty(text: str) -> str:
    if not text:
        raise ValueError("is empty: write some text, or leave the key out")
    return text


Text = Annotated[str, AfterValidator(clean), AfterValidator(_not_empty)]
_WORDS = "[a-z0-9]+(-[a-z0-9]+)*"
# One dot sets imported slugs apart: a person's own exercise has none, so that the two never meet.
Slug = Annotated[str, StringConstraints(pattern=rf"^({_WORDS}\.)?{_WORDS}$", max_length=64)]
OwnSlug = Annotated[str, StringConstraints(pattern=rf"^{_WORDS}$", max_length=64)]
Texts = Annotated[tuple[Text, ...], Field(max_length=MOST_LINES)]
Slugs = Annotated[tuple[Slug, ...], Field(max_length=MOST_LINES)]


class Record(BaseModel):
    """Base class of values read from files: frozen; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
