"""A person's own program says what happens: one at a time, never waited for, ended with the session."""

import os
import select
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest

from loosen.services.voice import Voice

HANGS = 60.0
SAYS = "import sys; open(sys.argv[1], 'a').write(sys.argv[2] + chr(10))"


def until(holds: Callable[[], bool]) -> None:
    start = perf_counter()
    while not holds():
        assert perf_counter() - start < HANGS
        select.select([], [], [], 0.01)


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def test_each_sentence_is_one_argument_of_the_program(tmp_path: Path) -> None:
    said = tmp_path / "said"
    hostile = 'Right side; $(touch x) "quoted" `y` --help'
    voice = Voice((sys.executable, "-c", SAYS, str(said), "{text}"))
    voice.say(hostile)
    until(lambda: lines(said) == [hostile])
    voice.close()


def test_without_a_place_for_it_the_sentence_comes_last(tmp_path: Path) -> None:
    said = tmp_path / "said"
    voice = Voice((sys.executable, "-c", SAYS, str(said)))
    voice.say("--halfway")
    until(lambda: lines(said) == ["halfway"])
    voice.close()


def test_while_one_speaks_the_newest_waits_and_nobody_waits_for_it(tmp_path: Path) -> None:
    said, door = tmp_path / "said", tmp_path / "door"
    os.mkfifo(door)
    script = f"{SAYS}; open({str(door)!r}).read() if sys.argv[2] == 'one' else None"
    voice = Voice((sys.executable, "-c", script, str(said), "{text}"))
    voice.say("one")
    until(lambda: lines(said) == ["one"])
    for words in ("two", "three", "four"):
        voice.say(words)
    assert lines(said) == ["one"]
    door.write_text("")

    def last() -> bool:
        voice.go_on()
        return lines(said) == ["one", "four"]

    until(last)
    voice.close()


def test_it_ends_with_the_session(tmp_path: Path) -> None:
    said = tmp_path / "said"
    script = f"{SAYS}; import time; time.sleep(3600)"
    voice = Voice((sys.executable, "-c", script, str(said), "{text}"))
    voice.say("one")
    until(lambda: lines(said) == ["one"])
    process = voice._process
    assert process is not None
    voice.say("two")
    voice.close()
    assert process.wait(HANGS) != 0
    voice.say("three")
    voice.go_on()
    assert lines(said) == ["one"]


@pytest.mark.parametrize("program", ["no-such-program-here", "/", "bad\0name"])
def test_a_program_that_cannot_be_run_is_a_problem_and_is_not_tried_again(program: str) -> None:
    voice = Voice((program, "{text}"))
    voice.say("one")
    assert voice.problem is not None
    assert voice.problem.startswith("the voice “")
    voice.say("two")
    voice.go_on()
    assert voice._process is None


def test_without_a_command_it_is_silent() -> None:
    voice = Voice()
    voice.say("one")
    voice.close()
    assert (voice.problem, voice._process) == (None, None)
