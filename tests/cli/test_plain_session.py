"""The plain face plays the same sessions on lines: no escapes, keys where there are any."""

import re
from collections.abc import Callable

import pytest
from builders import exercise
from cli.conftest import App, Loosen, Typist

from loosen.cli.root import run
from loosen.cli.runtime import Launch, LaunchOptions, Runtime
from loosen.domain.catalogue import Catalogue
from loosen.domain.history import Ending
from loosen.domain.settings import CueSettings, QuestionSettings, Settings
from loosen.services.library import Library
from loosen.services.voice import Voice
from loosen.storage.snapshot import Snapshot

Made = Callable[[Launch], Runtime]
EVERY = (
    "· Look for a mild pull or a light effort. Stop if pain turns sharp, shooting,\n"
    "  pinching or stronger, or if anything tingles or goes numb.\n"
)
ONE = 'name = "One"\nsummary = "S"\n[[steps]]\nexercise = "pigeon"\n'


@pytest.fixture(autouse=True)
def _one(library: Library) -> None:
    library.locations.routines.joinpath("one.toml").write_text(ONE, encoding="utf-8")


@pytest.fixture
def runtime(runtime_for: Made, app: App) -> Runtime:
    return runtime_for(app)


def test_every_change_and_each_of_the_last_seconds_is_a_line(
    loosen: Loosen, typist: Typist, app: App
) -> None:
    typist.there = False
    ran = loosen("run", "one", "--plain")
    assert (ran.code, ran.err, app.opened) == (0, "", [])
    assert ran.out == (
        "One: 1 exercise, 1:13.\n"
        f"{EVERY}"
        "  0:00  1 of 1: Pigeon pose, 30 s a side\n"
        "        1. Lie down.\n"
        "        2. Pull.\n"
        "        get ready, 8 s\n"
        "        3\n        2\n        1\n"
        "  0:08  hold, right side, 30 s\n"
        "        halfway\n        3\n        2\n        1\n"
        "  0:38  switch to the left side, 5 s\n"
        "        3\n        2\n        1\n"
        "  0:43  hold, left side, 30 s\n"
        "        halfway\n        3\n        2\n        1\n"
        "  1:13  Done.\n"
    )


def test_it_is_kept_like_any_other(loosen: Loosen, runtime: Runtime, typist: Typist) -> None:
    typist.there = False
    loosen("run", "one", "--plain")
    (kept,) = runtime.sessions.history.all()
    assert (kept.routine, kept.outcome, kept.active) == ("one", Ending.FINISHED, 73.0)
    assert runtime.library.memory.turns == {"one": 1}


def test_where_there_is_no_screen_it_is_plain_by_itself(loosen: Loosen, app: App) -> None:
    assert "hold, left side" in loosen("run", "one", "--rehearse", "20").out
    assert app.opened == []


def test_nothing_is_kept_of_a_rehearsal(loosen: Loosen, runtime: Runtime, typist: Typist) -> None:
    typist.there = False
    out = loosen("run", "one", "--rehearse", "1000").out
    assert out.endswith("  1:13  Rehearsal, nothing kept.\n")
    assert "Done" not in out
    assert runtime.sessions.history.all() == ()
    assert runtime.library.memory.turns == {}


def test_each_key_does_what_its_line_says(loosen: Loosen, runtime: Runtime, typist: Typist) -> None:
    keys = "\n", "\n", "x", "+", "-", "s", "b", "d", "n"
    typist.presses = [(10.0 + 5 * n, key) for n, key in enumerate(keys)]
    lines = loosen("run", "one", "--plain").out.splitlines()
    assert [line.strip() for line in lines[lines.index("  0:08  hold, right side, 30 s") :]] == [
        "0:08  hold, right side, 30 s",
        "0:10  paused",
        "resuming in 3",
        "0:10  resumed",
        lines[1],
        "+10 s",
        "-10 s",
        "halfway",
        "not done",
        "0:27  switch to the left side, 5 s",
        *"321",
        "0:32  hold, left side, 30 s",
        "0:32  back",
        "0:32  1 of 1: Pigeon pose, 30 s a side",
        "1. Lie down.",
        "2. Pull.",
        "get ready, 8 s",
        "3",
        "0:37  hold, right side, 30 s",
        "not done",
        "not done",
        "0:42  Done.",
    ]
    assert runtime.sessions.history.all()[0].outcome is Ending.FINISHED


def test_asked_to_end_it_ends_and_keeps_what_was_done(
    loosen: Loosen, runtime: Runtime, typist: Typist
) -> None:
    typist.presses = [(20.0, "q"), (22.0, "x"), (40.0, "e")]
    ran = loosen("run", "one", "--plain")
    assert ran.code == 0
    assert "End here and keep what was done (e)" in ran.out
    assert ran.out.endswith("  0:20  Ended here. What you did counts.\n")
    (kept,) = runtime.sessions.history.all()
    assert (kept.outcome, kept.active) == (Ending.STOPPED, 20.0)


def test_asked_to_go_on_it_goes_on(loosen: Loosen, typist: Typist) -> None:
    typist.presses = [(20.0, "^C"), (60.0, "\n")]
    assert loosen("run", "one", "--plain").out.endswith("  1:13  Done.\n")


@pytest.mark.parametrize(
    ("presses", "code"),
    [
        ([(20.0, "q"), (21.0, "l")], 0),
        ([(20.0, "^C"), (21.0, "^C")], 0),
        ([(20.0, "EOF")], 129),
    ],
)
def test_left_for_later_it_waits_at_its_second(
    loosen: Loosen,
    runtime: Runtime,
    typist: Typist,
    presses: list[tuple[float, str]],
    code: int,
) -> None:
    typist.presses = presses
    assert loosen("run", "one", "--plain").code == code
    (left,) = runtime.sessions.scan().left
    assert left.mark.active == pytest.approx(20.0, abs=0.3)


def test_without_keys_ctrl_c_leaves_it(loosen: Loosen, runtime: Runtime, typist: Typist) -> None:
    typist.there, typist.presses = False, [(20.0, "^C")]
    ran = loosen("run", "one", "--plain")
    assert ran.code == 130
    assert ran.out.endswith("Left as it is. “loosen resume” takes it up.\n")
    assert len(runtime.sessions.scan().left) == 1


def test_without_keys_a_gap_in_the_clock_ends_no_session(
    loosen: Loosen, typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    typist.there = False
    wait = typist.wait

    def sleepy(seconds: float) -> str | None:
        return wait(600.0 if typist.waited == 20.0 else seconds)

    monkeypatch.setattr(typist, "wait", sleepy)
    out = loosen("run", "one", "--plain").out
    assert (
        "  0:20  paused: the clock stood still, or nobody was there\n        resuming in 3\n" in out
    )
    assert out.endswith("  1:13  Done.\n")


def leave(loosen: Loosen, typist: Typist) -> None:
    typist.presses = [(20.0, "q"), (21.0, "l")]
    loosen("run", "one", "--plain")
    typist.waited, typist.presses = 0.0, []


def test_resume_takes_it_up_paused_at_its_second(
    loosen: Loosen, runtime: Runtime, typist: Typist
) -> None:
    leave(loosen, typist)
    typist.presses = [(50.0, "\n")]
    ran = loosen("resume", "--plain")
    assert ran.code == 0
    assert (
        "        Pigeon pose, right side: hold, 18 s to go; 0:53 in all.\n"
        "        Enter goes on.\n"
        "        Less time now? t\n"
        "        resuming in 3\n"
        "  0:20  resumed\n"
    ) in ran.out
    (kept,) = runtime.sessions.history.all()
    assert (kept.active, kept.outcome) == (73.0, Ending.FINISHED)
    assert runtime.sessions.scan().left == ()


def test_resume_without_keys_goes_on_by_itself(loosen: Loosen, typist: Typist) -> None:
    leave(loosen, typist)
    typist.there = False
    assert loosen("resume").out.endswith("  1:13  Done.\n")


def test_resume_opens_the_app_where_there_is_a_screen(
    runtime_for: Made, loosen: Loosen, typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(loosen, typist)
    monkeypatch.setattr("loosen.cli.run.redraws", lambda: True)
    opened: list[LaunchOptions] = []

    def app(_library: Library, opening: LaunchOptions) -> int:
        opened.append(opening)
        return 0

    assert run(runtime_for(app), ["resume"]) == 0
    assert opened[0].interrupted is not None
    assert opened[0].interrupted.heading.name == "One"


def test_resume_can_log_or_discard_instead(
    loosen: Loosen, runtime: Runtime, typist: Typist
) -> None:
    leave(loosen, typist)
    assert loosen("resume", "--log").out == "It is in the history.\n"
    leave(loosen, typist)
    assert loosen("resume", "--discard").out == "It is gone.\n"
    (kept,) = runtime.sessions.history.all()
    assert kept.outcome is Ending.ABANDONED
    assert loosen("resume", "--log", "--discard").code == 2
    ran = loosen("resume")
    assert (ran.code, ran.err) == (1, "loosen: no session was left\n")


def test_one_that_runs_elsewhere_is_left_alone_and_named(
    loosen: Loosen, runtime: Runtime, library: Library
) -> None:
    timeline = library.timeline(library.steps(library.routine("one")))
    recorder = runtime.sessions.begin(timeline, "one", "One")
    recorder.note(recorder.session.start(0.0))
    ran = loosen("resume")
    assert ran.code == 1
    assert re.fullmatch(
        r"loosen: “One” is running in another terminal, as process \d+; end it there, or with "
        r"“kill \d+”, to take it up here\n",
        ran.err,
    )
    assert "is running in another terminal" in loosen("run", "one").err


@pytest.mark.parametrize(
    ("key", "comes_to"), [("r", (1, 0)), ("k", (2, 0)), ("t", (1, 0)), ("\n", (1, 1))]
)
def test_run_offers_what_was_left_first(
    loosen: Loosen, runtime: Runtime, typist: Typist, key: str, comes_to: tuple[int, int]
) -> None:
    leave(loosen, typist)
    typist.presses = [(1.0, key), (5.0, "\n")] if key == "r" else [(1.0, key)]
    out = loosen("run", "one", "--plain").out
    assert out.startswith("“One” was left just now at 0:20 of 1:13.\nResume it (r)")
    assert out.endswith("Done.\n")
    sessions = runtime.sessions
    assert (len(sessions.history.all()), len(sessions.scan().left)) == comes_to


def test_without_keys_run_says_what_was_left_and_begins(
    loosen: Loosen, runtime: Runtime, typist: Typist
) -> None:
    leave(loosen, typist)
    typist.there = False
    assert "“loosen resume” takes it up; a new session begins here.\n" in loosen("run", "one").out
    assert len(runtime.sessions.scan().left) == 1


def test_the_stiffer_side_is_asked_for_where_it_matters(
    loosen: Loosen, library: Library, typist: Typist
) -> None:
    text = ONE + "stiffer_rounds = 2\n"
    library.locations.routines.joinpath("two.toml").write_text(text, encoding="utf-8")
    typist.presses = [(1.0, "l")]
    out = loosen("run", "two", "--plain").out
    assert out.startswith("Which side feels stiffer today: left (l)")
    assert out.index("hold, left side, round 1") < out.index("round 2, once more")
    typist.presses = []
    assert "round 2, once more" in loosen("run", "two", "--plain", "--stiffer", "right").out
    typist.there = False
    assert "once more" not in loosen("run", "two").out


def test_a_disk_that_takes_nothing_is_told_once_and_the_session_goes_on(
    loosen: Loosen, library: Library, typist: Typist
) -> None:
    typist.there = False
    library.locations.memory.unlink()
    library.locations.state.rmdir()
    library.locations.state.write_text("a file where the folder should be")
    ran = loosen("run", "one")
    assert "Done." in ran.out
    assert ran.err.count("the session cannot be kept on disk") == 1


def test_no_escape_gets_out_whatever_the_names_are(
    loosen: Loosen, library: Library, typist: Typist
) -> None:
    hostile = "\\u001b]52;c;ZXZpbA==\\u0007 [/red] \\u009b31m \\u202e x"
    text = f'name = "{hostile}"\nsummary = "{hostile}"\n[[steps]]\nexercise = "pigeon"\n'
    text += f'note = "{hostile}"\nsection = "{hostile}"\n'
    library.locations.routines.joinpath("evil.toml").write_text(text, encoding="utf-8")
    typist.presses = [(9.0, "q"), (10.0, "l")]
    out = "".join(
        one.out + one.err
        for one in (loosen("run", "evil", "--plain"), loosen("resume", "--log"), loosen("history"))
    )
    assert "[/red]" in out
    assert not set(out) & set("\x1b\x07\x9b\u202e")


RULED = 'name = "Ruled"\nsummary = "S"\nrules = ["Small is enough.", "Leave out what hurts."]\n'
NOTED = '[[steps]]\nexercise = "turn"\nnote = "Right hand on the desk."\n'


@pytest.fixture
def ruled(library: Library) -> None:
    """A routine with rules and a note, of an exercise with a beginning, a movement and a turn."""
    turn = exercise(
        "turn",
        dose="5 each way each side",
        seconds_per_rep=1,
        setup="Stand with a wall on your left.",
        move="Circle the right leg.",
        side_change="turn-round",
        working_side="The leg that circles.",
        steps=["Stand.", "Circle with the right leg."],
    )
    library.snapshot = Snapshot(library.locations, shipped=Catalogue([turn]))
    path = library.locations.routines / "ruled.toml"
    path.write_text(RULED + NOTED, encoding="utf-8")


@pytest.mark.usefixtures("ruled")
def test_what_is_written_is_said_when_it_is_wanted(loosen: Loosen, typist: Typist) -> None:
    typist.there = False
    out = loosen("run", "ruled", "--plain").out
    ticks = "".join(f"        {n}\n" for n in (3, 2, 1))
    assert out == (
        "Ruled: 1 exercise, 0:38.\n"
        "· Small is enough.\n"
        "· Leave out what hurts.\n"
        f"{EVERY}"
        "  0:00  1 of 1: Turn, 5 each way, each side\n"
        "        Stand with a wall on your left.\n"
        "        Right hand on the desk.\n"
        f"        get ready, 8 s\n{ticks}"
        "  0:08  move, right side, 5 reps each way, 10 s\n"
        "        Circle the right leg.\n"
        f"        now the other way, with the same leg\n{ticks}"
        "  0:18  switch to the left side, 10 s\n"
        f"        Turn round: now the left side.\n{ticks}"
        "  0:28  move, left side, 5 reps each way, 10 s\n"
        "        Circle the left leg.\n"
        f"        now the other way, with the same leg\n{ticks}"
        "  0:38  Done.\n"
    )


@pytest.mark.usefixtures("ruled")
def test_a_key_tells_all_of_the_exercise_for_the_side_in_work(
    loosen: Loosen, typist: Typist
) -> None:
    typist.presses = [(30.0, "?")]
    lines = loosen("run", "ruled", "--plain").out.splitlines()
    here = lines.index("        2. Circle with the left leg.")
    assert lines[here - 1] == "        1. Stand."
    assert lines[here + 1] == lines[1]
    assert "? how it is done" in lines[1]


def test_a_rehearsal_that_is_ended_early_keeps_nothing_either(
    loosen: Loosen, typist: Typist
) -> None:
    typist.presses = [(0.5, "q"), (0.8, "e")]
    out = loosen("run", "one", "--rehearse", "20").out
    assert out.endswith("  Rehearsal, nothing kept.\n")
    assert "What you did counts" not in out


def test_the_last_seconds_are_counted_however_fast_the_clock_runs(
    loosen: Loosen, typist: Typist
) -> None:
    typist.there = False
    lines = loosen("run", "one", "--rehearse", "20").out.splitlines()
    assert {"1", "2", "3"} & {line.strip() for line in lines}
    assert "0" not in {line.strip() for line in lines}


@pytest.fixture
def waits(library: Library) -> None:
    """The first step waits, as it does without settings."""
    library.settings = Settings(questions=QuestionSettings.none())


@pytest.mark.usefixtures("waits")
@pytest.mark.parametrize(
    ("there", "presses", "began"),
    [(True, [(6.0, "\n")], 6), (True, [], 20), (False, [], 20)],
)
def test_the_first_step_waits_for_enter_or_twenty_seconds(
    loosen: Loosen,
    typist: Typist,
    there: bool,
    presses: list[tuple[float, str]],
    began: int,
) -> None:
    typist.there, typist.presses = there, presses
    says = "Press Enter to begin, or wait 20 s." if there else "It begins in 20 s."
    lines = loosen("run", "one", "--plain").out.splitlines()
    assert lines[lines.index(says) + 1] == "  0:00  1 of 1: Pigeon pose, 30 s a side"
    assert lines[-1] == "  1:13  Done."
    assert typist.waited == pytest.approx(began + 73, abs=1)


@pytest.mark.usefixtures("waits")
@pytest.mark.parametrize("key", ["q", "^C"])
def test_given_up_before_it_begins_nothing_is_kept(
    loosen: Loosen, runtime: Runtime, typist: Typist, key: str
) -> None:
    typist.presses = [(3.0, "x"), (6.0, key)]
    ran = loosen("run", "one", "--plain")
    assert ran.code == 0
    assert ran.out.endswith("Not begun; nothing is kept.\n")
    assert "get ready" not in ran.out
    assert runtime.sessions.history.all() == ()
    assert runtime.sessions.scan().left == ()


@pytest.mark.usefixtures("waits")
def test_cut_off_before_it_begins_it_waits_again(
    loosen: Loosen, runtime: Runtime, typist: Typist
) -> None:
    typist.presses = [(6.0, "EOF")]
    assert loosen("run", "one", "--plain").code == 129
    (left,) = runtime.sessions.scan().left
    assert not left.begun
    typist.waited, typist.presses = 0.0, [(6.0, "\n")]
    out = loosen("resume", "--plain").out
    assert "Press Enter to begin, or wait 20 s.\n  0:00  1 of 1" in out
    assert out.endswith("  1:13  Done.\n")


def test_a_voice_is_told_every_change_and_a_missing_one_once(
    loosen: Loosen, library: Library, typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    typist.there, said = False, list[str]()
    monkeypatch.setattr(Voice, "_start", lambda _voice, text: said.append(text))
    cues = CueSettings(command=("say", "{text}"))
    library.settings = library.settings.copy_with(cues=cues)
    loosen("run", "one", "--plain")
    assert said == [
        "Pigeon pose, right side.",
        *"321",
        "Right side. Hold, 30 seconds.",
        "Halfway.",
        *"321",
        "Switch to the left side.",
        *"321",
        "Left side. Hold, 30 seconds.",
        "Halfway.",
        *"321",
    ]
    monkeypatch.undo()
    library.settings = library.settings.copy_with(cues=CueSettings(command=("no-such-program",)))
    ran = loosen("run", "one", "--plain", "--rehearse", "20")
    assert ran.err.count("the voice “no-such-program” cannot be run") == 1
    assert ran.out.endswith("Rehearsal, nothing kept.\n")
