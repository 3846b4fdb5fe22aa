"""Due state of the routines that a person keeps up, read from disk for ``domain.due``.

No more is read than an answer needs, since a prompt waits for it: the files of the routines that are
kept up, the history, and the catalogue only where strength work may keep a routine waiting.
"""

from collections.abc import Mapping
from datetime import date, datetime

from loosen.domain.body import Area, Kind
from loosen.domain.due import DueState, due_states, may_wait_for_strength
from loosen.domain.past_sessions import PastSession, days_since, last_done, latest_routines
from loosen.domain.routine import Routine
from loosen.domain.value import Value
from loosen.services.library import Library
from loosen.storage import files
from loosen.storage.locations import shipped_routines
from loosen.storage.problems import BadFile
from loosen.storage.recency import PATIENCE, CannotTell, read_past_sessions


def kept_up(library: Library) -> tuple[Routine, ...]:
    """The routines that are kept up, in the person's order, without those that are gone or wrong.

    Raises:
        BadFile: when the settings do not say which these are.
    """
    kept = library.settings_with("routines").routines.keep_up
    with library.cache.group("routines") as known:
        return tuple(routine for slug in kept if (routine := _read(library, slug, known)))


def _read(library: Library, slug: str, known: files.Known) -> Routine | None:
    for folder in (library.locations.routines, shipped_routines()):
        path = folder / f"{slug}.toml"
        if not files.is_missing(path):
            try:
                return files.read_record(Routine, path, known=known)
            except BadFile:
                continue  # as in the list: the one that ships stands in for a wrong one of its name
    return None


def due_states_at(
    library: Library, now: datetime, patience: float = PATIENCE
) -> tuple[DueState, ...]:
    """Due states at ``now`` of the routines that are kept up.

    Raises:
        BadFile: when the settings do not say which these are.
        CannotTell: when the history cannot be read within ``patience`` seconds.
    """
    routines = kept_up(library)
    if not routines:
        return ()
    done = read_past_sessions(library.locations.history, now, patience)
    return _states(library, routines, done, now)


def _states(
    library: Library, routines: tuple[Routine, ...], done: tuple[PastSession, ...], now: datetime
) -> tuple[DueState, ...]:
    waits = any(may_wait_for_strength(routine, done, now) for routine in routines)
    return due_states(routines, done, now, strength_of(library) if waits else {})


class PastAndDue(Value):
    """Due states of the scheduled routines, and what was done before.

    ``last_done`` is the day on which each routine was last done, by slug; ``latest`` are the slugs of the
    routines of past sessions, the latest first.
    """

    states: tuple[DueState, ...]
    last_done: Mapping[str, date]
    latest: tuple[str, ...]


def past_and_due(library: Library, now: datetime, patience: float = PATIENCE) -> PastAndDue:
    """What is due at ``now``, and what was done until then.

    Raises:
        BadFile: when the settings do not say which routines are scheduled.
        CannotTell: when the history cannot be read within ``patience`` seconds.
    """
    done = read_past_sessions(library.locations.history, now, patience)
    states = _states(library, kept_up(library), done, now)
    return PastAndDue(states, last_done(done, now), latest_routines(done, now))


def strength_of(library: Library) -> dict[str, tuple[Area, ...]]:
    """The strength exercises, variants too, each with the areas it mainly trains."""
    return {
        record.slug: record.areas.primary
        for record in library.catalogue.records
        if record.kind is Kind.STRENGTH
    }


def recency(library: Library, now: datetime) -> dict[str, int]:
    """Days since each exercise was last worked at; none where the history cannot be read."""
    try:
        return days_since(read_past_sessions(library.locations.history, now), now)
    except CannotTell:
        return {}
