"""What the app remembers by itself, as a file holds it."""

from uuid import UUID

from pydantic import Field

from loosen.domain.value import Record, Slug


class Memory(Record):
    """What the app remembers by itself."""

    safety_seen: bool = False
    turns: dict[Slug, int] = Field(default_factory=dict)
    """How often each routine was finished: it turns the picks."""
    brief: dict[str, object] = Field(default_factory=dict)
    """What was last asked of the composer."""
    asked_morning: UUID | None = None
    """The session whose morning after was last asked about."""
