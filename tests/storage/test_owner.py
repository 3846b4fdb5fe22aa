"""A process is known by more than its number."""

import os
import subprocess
import sys

import pytest
from kept_sessions import gone

from loosen.storage import owner
from loosen.storage.owner import Owner, OwnerState, this_process


def test_this_process_is_running() -> None:
    here = this_process()
    assert here.state_seen_from(here) is OwnerState.RUNNING
    assert here.pid == os.getpid()


def test_a_process_of_another_user_is_running() -> None:
    here = this_process()
    first = Owner(pid=1, host=here.host, boot=here.boot)
    assert first.state_seen_from(here) is OwnerState.RUNNING


def test_a_process_that_ended_is_gone_even_before_it_is_collected() -> None:
    here = this_process()
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    theirs = here.copy_with(pid=child.pid, began=owner._began(child.pid))
    assert theirs.state_seen_from(here) is OwnerState.RUNNING
    os.kill(child.pid, 9)
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert theirs.state_seen_from(here) is OwnerState.GONE
    child.communicate()
    assert theirs.state_seen_from(here) is OwnerState.GONE


def test_a_number_used_again_by_another_process_is_not_its_owner() -> None:
    here = this_process()
    assert here.copy_with(began="1").state_seen_from(here) is OwnerState.GONE


def test_after_a_new_start_of_the_machine_every_process_is_gone() -> None:
    assert gone().state_seen_from(this_process()) is OwnerState.GONE


def test_of_another_machine_nothing_can_be_told() -> None:
    other = gone().copy_with(host="other")
    assert other.state_seen_from(this_process()) is OwnerState.ELSEWHERE


def test_a_machine_that_has_changed_its_name_is_the_same() -> None:
    here = this_process()
    assert here.copy_with(host="other").state_seen_from(here) is OwnerState.RUNNING


@pytest.mark.parametrize("pid", [0, -1, 2**70])
def test_a_number_that_no_process_has_is_gone(pid: int) -> None:
    here = this_process()
    assert Owner(pid=pid, host=here.host).state_seen_from(here) is OwnerState.GONE


def test_where_the_system_tells_nothing_the_name_of_the_machine_must_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(owner, "PROC", tmp_path)
    here = this_process()
    assert (here.boot, here.began) == ("", "")
    assert here.state_seen_from(here) is OwnerState.RUNNING
    assert here.copy_with(host="other").state_seen_from(here) is OwnerState.ELSEWHERE
