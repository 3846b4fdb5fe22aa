"""Writer of routine files, in the layout that a person would use.

Keys in the order in which they are read, a blank line before every step, doses as text, and nothing
that goes without saying.
"""

from collections.abc import Iterator, Mapping
from typing import Any  # a dumped record, whose fields are of many types

from loosen.domain.routine import Routine
from loosen.storage import files

HEAD = ("name", "summary", "source", "frequency", "when", "rules", "ours")
STEP = (
    "section",
    "exercise",
    "pick",
    "dose",
    "rest",
    "stiffer_rounds",
    "open_ended",
    "among",
    "most_per_family",
    "note",
)
LONGEST_INLINE = 120
"""Characters of a choice that still reads well on one line."""


def routine_text(routine: Routine) -> str:
    """The text of a routine's file: reading it gives the same routine back."""
    plain = routine.to_plain(defaults=False)
    parts = ["".join(_line(key, plain[key]) for key in HEAD if key in plain)]
    parts += ["".join(_table("steps", step)) for step in plain["steps"]]
    if "brief" in plain:
        parts.append(files.toml_text({"brief": plain["brief"]}))
    return "\n".join(parts)


def _table(name: str, step: Mapping[str, Any]) -> Iterator[str]:
    yield f"[[{name}]]\n"
    among = step.get("among", ())
    inline = [f"    {_inline(choice)},\n" for choice in among]
    on_lines = any(len(line) > LONGEST_INLINE for line in inline)
    for key in STEP:
        if key == "among" and among and not on_lines:
            yield f"among = [\n{''.join(inline)}]\n"
        elif key == "pick" and key in step:
            yield _line(key, int(step[key]) if step[key].isdecimal() else step[key])
        elif key in step and key != "among":
            yield _line(key, step[key])
    if on_lines:
        for choice in among:
            yield "\n"
            yield from _table(f"{name}.among", choice)


def _inline(step: Mapping[str, Any]) -> str:
    return (
        "{ " + ", ".join(_line(key, step[key]).rstrip("\n") for key in STEP if key in step) + " }"
    )


def _line(key: str, value: object) -> str:
    return files.toml_text({key: value})
