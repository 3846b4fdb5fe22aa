"""The shapes of wger: pages of its API's ``exerciseinfo``, or the fixtures of its repository.

Licence and author are kept entry by entry, those of the English text, which is what is shown. Sources:
``wger/exercises/api/serializers.py`` and ``wger/exercises/fixtures`` of
https://github.com/wger-project/wger.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser

from loosen.domain.text import clean
from loosen.storage.importers.entries import (
    LONGEST_NAME,
    Entries,
    RawEntry,
    Refused,
    WordTable,
    list_in,
    text_in,
    texts_in,
)

NAME = "wger"
MOST_AUTHORS = 10
LONGEST_ADDRESS = 300
LONGEST_DESCRIPTION = 20_000
"""Characters; the parser takes its time over long crafted markup."""
EXERCISE, TRANSLATION, ALIAS = "exercises.exercise", "exercises.translation", "exercises.alias"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_BLOCKS = frozenset({"p", "li", "br", "div", "ul", "ol", "h1", "h2", "h3", "h4", "tr"})
_SILENT = frozenset({"script", "style", "template"})


def knows(record: object) -> bool:
    """Whether something looks like an entry of this set, from the API or from a fixture."""
    if not isinstance(record, dict):
        return False
    fixture = str(record.get("model", "")).startswith("exercises.") and "fields" in record
    return fixture or ("translations" in record and "uuid" in record)


def entries(records: Iterable[object], table: WordTable) -> Entries:
    """The entries among records, in the set's own words."""
    for record in _joined(records):
        try:
            yield _uuid(record), _entry(record, table)
        except Refused as refused:
            yield _uuid(record), refused


def _joined(records: Iterable[object]) -> list[object]:
    """Records as the API has them: a fixture's exercises get their translations and aliases."""
    found: list[object] = []
    texts: dict[object, list[object]] = defaultdict(list)
    also: dict[object, list[object]] = defaultdict(list)
    for record in records:
        fields = record.get("fields") if isinstance(record, dict) else None
        if not isinstance(record, dict) or not isinstance(fields, dict):
            found.append(record)
        elif record.get("model") == EXERCISE:
            texts_here = texts[_number(record.get("pk"))]
            found.append({**fields, "id": record.get("pk"), "translations": texts_here})
        elif record.get("model") == TRANSLATION:
            aliases = also[_number(record.get("pk"))]
            texts[_number(fields.get("exercise"))].append({**fields, "aliases": aliases})
        elif record.get("model") == ALIAS:
            also[_number(fields.get("translation"))].append(fields)
    return found


def _number(value: object) -> str:
    """A number of the database as a word of the table; “” where it is none."""
    if isinstance(value, dict):
        value = value.get("id")
    usable = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**9
    return str(value) if usable else ""


def _uuid(record: object) -> str:
    value = record.get("uuid") if isinstance(record, dict) else None
    return value if isinstance(value, str) and _UUID.fullmatch(value) else ""


def _entry(record: object, table: WordTable) -> RawEntry:
    if not isinstance(record, dict) or "translations" not in record:
        raise Refused("in another shape than its neighbours")
    number, uuid = _number(record.get("id")), _uuid(record)
    if not number or not uuid:
        raise Refused("without an id and a uuid")
    said = _in_language(record, table)
    group = record.get("variation_group")
    return RawEntry(
        id=number,
        # Names change and numbers differ between servers; the first part of the uuid does neither.
        key=uuid[:8],
        name=text_in(said, "name"),
        aliases=_aliases(said),
        steps=steps_of(said.get("description")),
        muscles=_words(list_in(record, "muscles"), table.numbers["muscles"]),
        secondary=_words(list_in(record, "muscles_secondary"), table.numbers["muscles"]),
        category="".join(_words([record.get("category")], table.numbers["categories"])),
        equipment=_words(list_in(record, "equipment"), table.numbers["equipment"]) or None,
        family=f"wger-{group}" if isinstance(group, str) and _UUID.fullmatch(group) else None,
        licence=_number(said.get("license")),
        authors=_authors(said, record),
        original=_address(said, "license_object_url", "license_derivative_source_url"),
    )


def _in_language(record: Mapping[str, object], table: WordTable) -> Mapping[str, object]:
    for said in list_in(record, "translations"):
        if isinstance(said, dict) and _number(said.get("language")) == table.language:
            return said
    raise Refused("without English text")


def _words(values: Iterable[object], numbers: Mapping[str, str]) -> tuple[str, ...]:
    """The words for numbers of the database; a number that has none stays as it is."""
    known = filter(None, map(_number, values))
    return tuple(dict.fromkeys(numbers.get(number, number) for number in known))


def _aliases(said: Mapping[str, object]) -> tuple[str, ...]:
    texts = (a.get("alias") for a in list_in(said, "aliases") if isinstance(a, dict))
    names = (clean(text, LONGEST_NAME) for text in texts if isinstance(text, str))
    return tuple(dict.fromkeys(filter(None, names)))


def _authors(said: Mapping[str, object], record: Mapping[str, object]) -> tuple[str, ...]:
    """Authors of the text and contributors of the exercise, each once."""
    named = (
        text_in(said, "license_author", 200),
        *texts_in(said, "author_history", 200),
        text_in(record, "license_author", 200),
    )
    return tuple(dict.fromkeys(filter(None, named)))[:MOST_AUTHORS]


def _address(said: Mapping[str, object], *keys: str) -> str | None:
    for key in keys:
        text = text_in(said, key, LONGEST_ADDRESS)
        if re.fullmatch(r"https?://[^\s<>\"]+", text):
            return text
    return None


def steps_of(markup: object) -> tuple[str, ...]:
    """The paragraphs and list items of a description, as plain texts.

    A line that only announces the next, such as “Steps:”, joins it.

    Raises:
        Refused: when the description is no text, or longer than anyone would write.
    """
    if not isinstance(markup, str):
        raise Refused("with something else than a text as its description")
    if len(markup) > LONGEST_DESCRIPTION:
        raise Refused(f"with a description of more than {LONGEST_DESCRIPTION} characters")
    reader = _Lines()
    reader.feed(markup)
    reader.close()
    steps: list[str] = []
    lead = ""
    for line in filter(None, map(clean, reader.lines)):
        if line.endswith(":") and len(line) <= 40:
            lead = f"{line} "
        else:
            steps.append(clean(lead + line))
            lead = ""
    return tuple(steps)


class _Lines(HTMLParser):
    """The texts of blocks, one line each; what is inside scripts and styles is passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = [""]
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  the parser’s
        if tag in _SILENT:
            self._silent = tag
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.lines[-1] += data
