"""Checks a person's own keys: no such action, no such key, one key for two; a line for each fault.

It knows every screen and dialog with the part of it that has the keys, and so loads all of them: it is
asked only where the settings hold keys, once the first screen is there. That the list is whole is held
by a test that looks at the running screens.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys, format_key, key_to_character

from loosen.storage.problems import nearest
from loosen.tui.dialogs.choice import QUESTIONS, AnswerList, Choice
from loosen.tui.dialogs.feeling import FeelingDialog
from loosen.tui.dialogs.filters import FilterDialog
from loosen.tui.dialogs.find import FindDialog
from loosen.tui.dialogs.form import FormDialog
from loosen.tui.dialogs.keys import KeysDialog
from loosen.tui.dialogs.less_time import LessTimeDialog
from loosen.tui.dialogs.name import NameDialog
from loosen.tui.dialogs.past import PastDialog, SaidDialog
from loosen.tui.dialogs.signs import AdviceDialog, RedFlagDialog
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.screens.compose import ComposeScreen
from loosen.tui.screens.editor import EditorScreen
from loosen.tui.screens.exercise import ExerciseScreen
from loosen.tui.screens.help import HelpScreen
from loosen.tui.screens.progress import ProgressScreen
from loosen.tui.screens.routine import RoutineScreen
from loosen.tui.screens.routines import RoutinesScreen
from loosen.tui.screens.safety import SafetyScreen
from loosen.tui.screens.session import SessionScreen
from loosen.tui.screens.settings import SettingsScreen
from loosen.tui.screens.summary import SummaryScreen
from loosen.tui.terminal.toolkit import inherits_bindings
from loosen.tui.widgets.begin import BeginPanel, SideRow
from loosen.tui.widgets.controls import ControlPanel
from loosen.tui.widgets.draft_editor import DraftEditor
from loosen.tui.widgets.inputs import ScoreRow, TextInput
from loosen.tui.widgets.option_lists import Options, Ticks
from loosen.tui.widgets.page import Page
from loosen.tui.widgets.table import Table

OURS = "loosen."
MOST_SAID = 3
"""Lines that one notice holds."""

Parts = tuple[type[DOMNode], ...]
PLACES: tuple[tuple[str, Parts], ...] = (
    ("the list of exercises", (Table, CatalogueScreen)),
    ("the page of an exercise", (Page, ExerciseScreen)),
    ("the routines", (Table, RoutinesScreen)),
    ("a routine", (Page, RoutineScreen)),
    ("the brief of the composer", (ControlPanel, ComposeScreen)),
    ("the plan of the composer", (Table, ComposeScreen)),
    ("the editor", (Table, DraftEditor, EditorScreen)),
    ("progress", (Page, ProgressScreen)),
    ("the sessions", (Table, ProgressScreen)),
    ("the stiffer side before a session", (SideRow, BeginPanel, SessionScreen)),
    ("how it feels before a session", (ScoreRow, BeginPanel, SessionScreen)),
    ("a session", (SessionScreen,)),
    ("the summary", (Page, SummaryScreen)),
    ("the settings", (ControlPanel, SettingsScreen)),
    ("the safety page", (Page, SafetyScreen)),
    ("a page of help", (Page, HelpScreen)),
)
DIALOGS: tuple[tuple[str, Parts], ...] = (
    ("the keys", (Page, KeysDialog)),
    ("the filters", (Ticks, FilterDialog)),
    ("the search for an exercise", (TextInput, FindDialog)),
    ("the lines of a step", (TextInput, FormDialog)),
    ("the line for a name", (TextInput, NameDialog)),
    ("the question how it feels", (ScoreRow, FeelingDialog)),
    ("the question how much time there is", (LessTimeDialog,)),
    ("the signs", (Options, RedFlagDialog)),
    ("the advice", (Page, AdviceDialog)),
    ("a past session", (Page, PastDialog)),
    ("what was said of a session", (ControlPanel, SaidDialog)),
)
"""Screens and dialogs with their parts, the innermost first, as keys go. The app comes after a screen."""


@dataclass(frozen=True)
class Action:
    """An action that keys can be given to. ``usual`` are the keys it has without settings."""

    name: str
    words: str
    usual: tuple[str, ...]


Rows = tuple[tuple[Action, ...], ...]


def bindings_of(part: type[DOMNode]) -> dict[str, Binding]:
    """Return our own bindings of a part, by key: a class's go before those of its bases.

    The toolkit's own have no ids, and no settings could name them.
    """
    keys: dict[str, Binding] = {}
    for base in reversed(part.__mro__):
        if base.__module__.startswith(OURS):
            bindings = base.__dict__.get("BINDINGS", [])
            keys = keys if inherits_bindings(base) else {}
            keys |= {one.key: one for one in Binding.make_bindings(bindings)}
    return keys


def _actions(part: type[DOMNode]) -> tuple[Action, ...]:
    """Return the actions of a part."""
    keys: dict[str, tuple[Binding, list[str]]] = {}
    for key, one in bindings_of(part).items():
        if one.id:
            keys.setdefault(one.id, (one, []))[1].append(key)
    return tuple(Action(name, one.description, tuple(had)) for name, (one, had) in keys.items())


def _answers(asks: str) -> tuple[Action, ...]:
    return tuple(Action(f"{asks}.{name}", name, (key,)) for name, key in QUESTIONS[asks].items())


def every_place(app: type[App[int]]) -> Iterator[tuple[str, Rows]]:
    """Every screen, dialog and question with its actions, part by part."""
    last = _actions(app)
    for name, parts in PLACES:
        yield name, (*map(_actions, parts), last)
    for name, parts in DIALOGS:
        yield name, tuple(map(_actions, parts))
    for asks in QUESTIONS:
        own = _answers(asks)
        taken = {key for one in own for key in one.usual}
        moves = (
            Action(one.name, one.words, tuple(key for key in one.usual if key not in taken))
            for one in _actions(AnswerList)
        )
        yield f"the question “{asks}”", ((*own, *moves), _actions(Choice))


def problems(own: Mapping[str, str], app: type[App[int]]) -> tuple[str, ...]:
    """Return the faults of own keys as lines; ``own`` has long names of keys by action, commas between."""
    places = tuple(every_place(app))
    known = {one.name for _, rows in places for row in rows for one in row}
    keys = {action: tuple(text.split(",")) for action, text in own.items()}
    said = [_unknown(action, known) for action in keys if action not in known]
    said += [
        f"“{k}” ({action}) is no key." for action in keys for k in keys[action] if not _real(k)
    ]
    for place, rows in places:
        said += _typed(place, rows, keys)
        said += _doubled(place, rows, keys)
    return tuple(dict.fromkeys(said))


def notice_words(own: Mapping[str, str], app: type[App[int]]) -> str:
    """Return the first of these lines under a heading; empty where there is no fault."""
    found = problems(own, app)
    more = [f"… and {len(found) - MOST_SAID} more."] if len(found) > MOST_SAID else []
    heading = "In the settings, under [keys]:"
    return "\n".join((heading, *found[:MOST_SAID], *more)) if found else ""


def _unknown(action: str, known: set[str]) -> str:
    near = nearest(action, sorted(known))
    return f"“{action}” is no action" + (f"; did you mean “{near}”?" if near else ".")


def _real(key: str) -> bool:
    *modifiers, last = key.split("+")
    plain = {one.value for one in Keys}
    fine = {"ctrl", "shift", "alt", "super", "meta", "hyper"}
    known = len(last) == 1 or last in plain or key in plain or key_to_character(last) is not None
    return bool(last) and known and set(modifiers) <= fine


def _typed(place: str, rows: Rows, keys: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield a line for each letter bound where letters are typed: it would never be handled."""
    if not any(one.name == "typed.take" for row in rows for one in row):
        return
    for one in (one for row in rows for one in row):
        for key in set(keys.get(one.name, ())) - set(one.usual):
            if key_to_character(key) is not None and one.name not in EVERYWHERE:
                yield (
                    f"{format_key(key)} for “{one.words}” ({one.name}) is typed in {place}; "
                    "take a key that is no letter."
                )


EVERYWHERE = frozenset({"app.keys", "app.help", "app.commands", "app.suspend"})


def _doubled(place: str, rows: Rows, keys: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield a line for each key with two actions because of the settings; the first named is run."""
    holders: dict[str, list[tuple[int, Action]]] = {}
    for depth, row in enumerate(rows):
        for one in row:
            for key in keys.get(one.name, one.usual):
                holders.setdefault(key, []).append((depth, one))
    for key, held in holders.items():
        # In one part a key of the settings goes before a usual one; among parts the inner goes first.
        first, *others = sorted(held, key=lambda it: (it[0], it[1].name not in keys))
        for other in others:
            pair = (first[1], other[1])
            ours = any(key in keys.get(one.name, ()) and key not in one.usual for one in pair)
            if ours and pair[0].name != pair[1].name:
                yield (
                    f"{format_key(key)} is both “{pair[0].words}” ({pair[0].name}) and "
                    f"“{pair[1].words}” ({pair[1].name}) in {place}; the first holds."
                )
