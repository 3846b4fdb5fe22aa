import json
from pathlib import Path
from typing import Any

import pytest
from foreign_sets import fed, fixture, said, uuid, wger
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loosen.domain.body import Area, Equipment, Kind, Level
from loosen.domain.exercise import Exercise, Kit
from loosen.domain.text import clean
from loosen.storage.importers.entries import RawEntry, WordTable, exercise_of, tables
from loosen.storage.importers.reader import ImportReading, read
from loosen.storage.importers.wger import steps_of
from loosen.storage.problems import BadFile


def reading(tmp_path: Path, value: object) -> ImportReading:
    path = tmp_path / "set.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return read(path)


def one(tmp_path: Path, entry: object) -> Exercise:
    found = reading(tmp_path, [entry])
    assert not found.left_out
    (exercise,) = found.exercises.values()
    return exercise


def why(tmp_path: Path, entry: object, beside: object = None) -> tuple[str, str]:
    left_out = reading(tmp_path, [beside or fed("Beside"), entry]).left_out
    assert len(left_out) == 1
    return left_out[0].why, left_out[0].what


# What is taken


def test_an_entry_becomes_an_exercise_of_which_the_rest_is_unknown(tmp_path: Path) -> None:
    found = one(tmp_path, fed("Made_Up-Stretch"))
    assert (found.slug, found.name, found.kind) == (
        "fed.made-up-stretch",
        "Made Up-Stretch",
        Kind.STATIC_STRETCH,
    )
    assert found.areas.primary == (Area.HAMSTRINGS,)
    assert found.areas.secondary == (Area.GLUTES,)
    assert found.steps == ("Lie down.", "Stay a while.")
    assert found.equipment == Kit()
    unknown = (found.position, found.surfaces, found.sides, found.cautions, found.feel)
    assert unknown == (None,) * 5


def test_the_dose_is_ours_and_says_so(tmp_path: Path) -> None:
    stretch, strength = (
        one(tmp_path, fed(category=category, force="pull")).default
        for category in ("stretching", "strength")
    )
    assert (str(stretch.dose), str(strength.dose)) == ("2 x 30 s", "10 reps")
    assert stretch.ours
    assert strength.ours


def test_whose_it_is_stays_with_it(tmp_path: Path) -> None:
    whose = one(tmp_path, fed()).attribution
    assert whose
    assert (whose.source, whose.id) == ("free-exercise-db", "Made_Up_Stretch")
    assert whose.licence == "The Unlicense (public domain)"
    assert whose.authors == ("yuhonas and contributors",)
    assert whose.address.endswith("/exercises/Made_Up_Stretch.json")


def test_what_is_held_still_in_strength_work_is_isometric(tmp_path: Path) -> None:
    assert one(tmp_path, fed(category="strength")).kind is Kind.ISOMETRIC


def test_no_level_of_theirs_is_called_gentle(tmp_path: Path) -> None:
    levels = [one(tmp_path, fed(level=w)).level for w in ("beginner", "intermediate", "expert")]
    assert levels == [Level.MODERATE, Level.DEMANDING, Level.DEMANDING]


@pytest.mark.parametrize(
    ("word", "kit"),
    [
        ("body only", Kit()),
        ("bands", Kit(required=(Equipment.BAND,))),
        ("barbell", Kit(other=("barbell",))),
        ("other", None),
        (None, None),
        ("anvil", None),
    ],
)
def test_equipment_is_ours_or_named_or_unknown(
    tmp_path: Path, word: str | None, kit: Kit | None
) -> None:
    assert one(tmp_path, fed(equipment=word)).equipment == kit


def test_a_folder_of_single_files_reads_like_one_list(tmp_path: Path) -> None:
    folder = tmp_path / "exercises"
    folder.mkdir()
    for name in ("A_Stretch", "B_Stretch"):
        folder.joinpath(f"{name}.json").write_text(json.dumps(fed(name)), encoding="utf-8")
    folder.joinpath("readme.txt").write_text("no entry", encoding="utf-8")
    whole = reading(tmp_path, [fed("A_Stretch"), fed("B_Stretch")])
    assert read(folder).exercises == whole.exercises


def test_wger_keeps_licence_and_authors_of_the_english_text(tmp_path: Path) -> None:
    found = one(tmp_path, wger())
    assert (found.slug, found.name, found.kind) == (
        "wger.00000007",
        "Made up stretch",
        Kind.STATIC_STRETCH,
    )
    assert found.steps == ("Start: Lie down.", "Pull & wait.")
    assert found.aliases == ("Nothing real",)
    assert found.areas.primary == (Area.GLUTES,)
    assert found.areas.secondary == (Area.LOW_BACK,)
    assert found.equipment == Kit(required=(Equipment.MAT,))
    assert found.level is None
    whose = found.attribution
    assert whose
    assert (whose.licence, whose.authors) == ("CC BY-SA 4.0", ("Ada", "Bo", "Cy"))
    assert whose.address == "https://wger.de/en/exercise/7/view"
    assert whose.original == "https://example.org/stretch"


def test_wgers_fixtures_read_like_its_api(tmp_path: Path) -> None:
    for name, records in zip(
        ("exercise-base-data.json", "translations.json"), fixture(), strict=True
    ):
        folder = tmp_path / "fixtures"
        folder.mkdir(exist_ok=True)
        folder.joinpath(name).write_text(json.dumps(records), encoding="utf-8")
    # Fixtures of wger's own tests lie beside them, with the same numbers.
    folder.joinpath("test-exercises.json").write_text("not read", encoding="utf-8")
    assert read(folder).exercises == reading(tmp_path, [wger()]).exercises


def test_a_page_says_that_there_are_more(tmp_path: Path) -> None:
    pages = {"count": 9, "next": "https://wger.de/api/v2/exerciseinfo/?offset=1"}
    assert reading(tmp_path, {**pages, "results": [wger()]}).notes
    assert not reading(tmp_path, {"count": 1, "next": None, "results": [wger()]}).notes


def test_variations_of_wger_are_one_family(tmp_path: Path) -> None:
    assert one(tmp_path, wger(variation_group=uuid(5))).family == f"wger-{uuid(5)}"
    assert one(tmp_path, wger(variation_group="../x")).family == "wger-00000007"


# What is left out


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"primaryMuscles": ["biceps"]}, ("for muscles that no area here stands for", "biceps")),
        ({"primaryMuscles": []}, ("without muscles", "")),
        ({"category": "cardio"}, ("of a kind that is none of ours", "cardio")),
        ({"category": None}, ("of a kind that is none of ours", "")),
        ({"instructions": []}, ("without steps", "")),
        ({"instructions": [" ", "\u202e"]}, ("without steps", "")),
        ({"instructions": [f"x{n}" for n in range(41)]}, ("with more than 40 steps", "")),
        (
            {"instructions": "Lie down."},
            ("with something else than a list as its instructions", ""),
        ),
        ({"instructions": [1]}, ("with something else than texts in its instructions", "")),
        ({"name": ""}, ("without a name of at most 120 characters", "")),
        ({"name": "x" * 121}, ("without a name of at most 120 characters", "")),
        ({"name": ["x"]}, ("with something else than a text as its name", "")),
        ({"id": "../../etc/passwd"}, ("without an id of letters, digits, “_” and “-”", "")),
        ({"id": 7}, ("without an id of letters, digits, “_” and “-”", "")),
        ({"id": "___"}, ("without an id of letters, digits, “_” and “-”", "")),
        ({"id": "Beside"}, ("with the id of another", "")),
        ({"id": "beside"}, ("with the id of another", "")),
    ],
)
def test_what_cannot_be_taken_is_left_out_with_the_reason(
    tmp_path: Path, changes: dict[str, Any], reason: tuple[str, str]
) -> None:
    assert why(tmp_path, fed() | changes) == reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"translations": [said(language=1)]}, ("without English text", "")),
        ({"translations": [said(license=99)]}, ("under no licence that we know", "99")),
        ({"translations": [said(license=None)]}, ("under no licence that we know", "")),
        (
            {"translations": [said(description=None)]},
            ("with something else than a text as its description", ""),
        ),
        (
            {"translations": [said(description="<" * 20_001)]},
            ("with a description of more than 20000 characters", ""),
        ),
        ({"uuid": "../x"}, ("without an id and a uuid", "")),
        ({"id": True}, ("without an id and a uuid", "")),
        ({"category": 15}, ("of a kind that is none of ours", "cardio")),
        ({"muscles": [], "muscles_secondary": []}, ("without muscles", "")),
        ({"muscles": [{"id": 1}]}, ("for muscles that no area here stands for", "biceps")),
    ],
)
def test_what_cannot_be_taken_of_wger_is_left_out_with_the_reason(
    tmp_path: Path, changes: dict[str, Any], reason: tuple[str, str]
) -> None:
    assert why(tmp_path, wger() | changes, beside=wger(8)) == reason


def test_an_entry_of_another_shape_is_left_out(tmp_path: Path) -> None:
    strays: list[object] = [None, 3, "x", [], {}, {"id": "X"}]
    for stray in strays:
        assert why(tmp_path, stray) == ("in another shape than its neighbours", "")


def test_reasons_are_counted_the_most_frequent_first(tmp_path: Path) -> None:
    entries = [fed("A", category="cardio"), fed("B", category="cardio"), fed("C", instructions=[])]
    found = reading(tmp_path, [fed(), *entries])
    assert found.reasons == [
        ("of a kind that is none of ours", 2, ("cardio",)),
        ("without steps", 1, ()),
    ]


def test_no_address_is_kept_that_is_none(tmp_path: Path) -> None:
    for address in ("javascript:alert(1)", "file:///etc/passwd", "https://x y", "", None):
        whose = one(tmp_path, wger(translations=[said(license_object_url=address)])).attribution
        assert whose
        assert whose.original is None


# What no set is


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{", "is not JSON: expecting property name enclosed in double quotes"),
        ("", "is not JSON: expecting value"),
        ("[" * 100_000, "is nested too deeply"),
        ("{}," * 600_000, "holds more than 500000 lists and objects"),
        ("[NaN]", "holds NaN, which is no number in JSON"),
        (f"[{'9' * 5_000}]", "holds a number that is too long"),
        ("{}", "is in no shape that loosen knows"),
        ("[]", "is in no shape that loosen knows"),
        ('"text"', "is in no shape that loosen knows"),
        ('[{"primaryMuscles": 1}]', "is in no shape that loosen knows"),
    ],
)
def test_a_file_that_is_none_gets_one_problem(tmp_path: Path, text: str, wrong: str) -> None:
    path = tmp_path / "set.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as bad:
        read(path)
    (problem,) = bad.value.problems
    assert problem.file.endswith("set.json")
    assert problem.wrong.startswith(wrong)


def test_bytes_that_are_no_text_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    path.write_bytes(b"[\n\xff]")
    with pytest.raises(BadFile, match=r"set\.json:2: is not UTF-8 text"):
        read(path)


def test_a_missing_file_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read: No such file"):
        read(tmp_path / "nothing.json")
    with pytest.raises(BadFile, match=r"holds no \.json file"):
        read(tmp_path)


def test_size_is_limited_over_a_whole_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loosen.storage.importers.documents.LARGEST", 700)
    for name in ("a", "b", "c"):
        tmp_path.joinpath(f"{name}.json").write_text(json.dumps(fed(name)), encoding="utf-8")
    with pytest.raises(BadFile, match="is larger than"):
        read(tmp_path)


def test_so_is_the_number_of_files_and_of_exercises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loosen.storage.importers.reader.MOST_EXERCISES", 2)
    found = reading(tmp_path, [fed("A1"), fed("B1"), fed("C1")])
    assert (len(found.exercises), found.left_out[0].why) == (2, "after 2 others")
    monkeypatch.setattr("loosen.storage.importers.reader.MOST_RECORDS", 2)
    with pytest.raises(BadFile, match="holds more than 2 records"):
        reading(tmp_path, [fed("A1"), fed("B1"), fed("C1")])
    monkeypatch.setattr("loosen.storage.importers.documents.MOST_FILES", 0)
    with pytest.raises(BadFile, match="holds more than 0 files"):
        read(tmp_path)


def test_what_comes_after_the_most_that_is_kept_is_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []

    def counted(entry: RawEntry, table: WordTable) -> Exercise:
        checked.append(entry.name)
        return exercise_of(entry, table)

    monkeypatch.setattr("loosen.storage.importers.reader.MOST_EXERCISES", 2)
    monkeypatch.setattr("loosen.storage.importers.reader.exercise_of", counted)
    found = reading(tmp_path, [fed(f"A{number}") for number in range(50)])
    assert (len(found.exercises), len(found.left_out), len(checked)) == (2, 48, 2)


# Markup and other people's texts


@pytest.mark.parametrize(
    ("markup", "steps"),
    [
        ("plain", ("plain",)),
        ("<p>One.</p>\n<p>Two <b>bold</b>.</p>", ("One.", "Two bold.")),
        ("<ul><li>a<li>b</ul>c<br>d", ("a", "b", "c", "d")),
        ("<p>Steps:</p><ol><li>Go.</li></ol>", ("Steps: Go.",)),
        ("<script>alert(1)</script><style>p {}</style>Go.", ("Go.",)),
        ("&lt;b&gt; \x1b[31m&#27;[0m\u202e", ("<b> [31m[0m",)),
        ("", ()),
    ],
)
def test_a_description_becomes_plain_lines(markup: str, steps: tuple[str, ...]) -> None:
    assert steps_of(markup) == steps


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(["hamstrings", "stretching", "../x", "\x1b[2J", "\ud800", "[/]"]),
    lambda some: (
        st.lists(some, max_size=4) | st.dictionaries(st.text(max_size=9), some, max_size=4)
    ),
    max_leaves=8,
)
whole_entries = st.sampled_from([fed(), wger(), *fixture()[0], *fixture()[1]])


@st.composite
def broken(draw: st.DrawFn) -> dict[str, Any]:
    """An entry of either set, with some of its values replaced by anything."""
    entry = dict(draw(whole_entries))
    for key in draw(st.lists(st.sampled_from(sorted(entry)), max_size=4)):
        entry[key] = draw(anything)
    if isinstance(entry.get("translations"), list):
        entry["translations"] = [
            said() | {k: draw(anything) for k in draw(st.lists(st.sampled_from(sorted(said()))))}
        ]
    return entry


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.lists(broken() | anything, max_size=6))
def test_whatever_stands_in_a_file_each_entry_is_taken_or_left_out(
    tmp_path: Path, entries: list[object]
) -> None:
    found = reading(tmp_path, [*entries, fed("Whole_Entry")])
    prefix = found.table.prefix
    for slug, exercise in found.exercises.items():
        assert slug == exercise.slug
        assert slug.startswith(f"{prefix}.")
        assert exercise.attribution
        for text in (
            exercise.name,
            *exercise.aliases,
            *exercise.steps,
            exercise.attribution.address,
        ):
            assert clean(text) == text != ""
    assert all(one.why for one in found.left_out)


# The tables


def test_the_tables_name_only_kinds_that_have_a_dose() -> None:
    for table in tables().sets.values():
        kinds = {kind for kinds in table.categories.values() for kind in kinds}
        kinds |= {*table.static.values(), *table.named.values()}
        assert kinds <= tables().doses.keys()
        assert table.source.slug == table.name
        assert len(table.prefix) < 8


def test_the_words_behind_numbers_are_in_the_tables() -> None:
    table = tables().sets["wger"]
    assert set(table.numbers["muscles"].values()) == set(table.muscles)
    assert set(table.numbers["categories"].values()) == set(table.categories)
    assert set(table.numbers["equipment"].values()) == set(table.equipment)
