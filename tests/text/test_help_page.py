"""The markup of help: what its parts are, and what is refused."""

import pytest

from loosen.text.help_page import HelpPage, HelpPart, PartKind, parse

TEXT = """# A title

The summary,
on two lines.

## A heading

- one item
  that goes on
- another

```sh
loosen list   # as it is

loosen due
```

Prose.
"""


def test_every_part_is_read() -> None:
    assert parse("topic", TEXT) == HelpPage(
        "topic",
        "A title",
        "The summary, on two lines.",
        (
            HelpPart(PartKind.HEADING, ("A heading",)),
            HelpPart(PartKind.ITEMS, ("one item that goes on", "another")),
            HelpPart(PartKind.CODE, ("loosen list   # as it is", "", "loosen due"), "sh"),
            HelpPart(PartKind.PROSE, ("Prose.",)),
        ),
    )


@pytest.mark.parametrize("text", ["No title\n\nSummary.", "# Title\n\n- a list", "# T\n\n## H"])
def test_a_page_begins_with_its_title_and_summary(text: str) -> None:
    with pytest.raises(ValueError, match="the help on topic does not begin"):
        parse("topic", text)


def test_an_open_fence_is_refused() -> None:
    with pytest.raises(ValueError, match="a fence that nothing closes"):
        parse("topic", "# T\n\nSummary.\n\n```sh\nloosen list")
