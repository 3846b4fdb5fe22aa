"""The process that writes a journal, by number, host, boot and start; and whether it still runs.

Used only where a journal is not locked (see ``journal``). A process number alone means little: it is reused
after a while, after a restart of the machine, in every container, and on every other machine that shares the
home folder.
"""

import contextlib
import os
from enum import StrEnum
from pathlib import Path

from loosen.domain.value import Record

PROC = Path("/proc")


class OwnerState(StrEnum):
    """State of an owner."""

    RUNNING = "running"
    GONE = "gone"
    ELSEWHERE = "elsewhere"
    """A process of another machine: not known."""


class Owner(Record):
    """A process. ``boot`` and ``began`` are empty on systems that do not tell them."""

    pid: int
    host: str
    boot: str = ""
    """Identifier of the current boot of the machine."""
    began: str = ""
    """When the process began, in clock ticks since boot."""

    def state_seen_from(self, here: "Owner") -> OwnerState:
        """State of the owner, as far as process ``here`` can tell."""
        same_machine = self.boot == here.boot if self.boot and here.boot else None
        if same_machine is None:
            same_machine = self.host == here.host
        if not same_machine:
            return OwnerState.GONE if self.host == here.host else OwnerState.ELSEWHERE
        if not _is_running(self.pid) or (self.began and _began(self.pid) != self.began):
            return OwnerState.GONE
        return OwnerState.RUNNING


def this_process() -> Owner:
    """The current process."""
    boot = ""
    with contextlib.suppress(OSError):
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
    return Owner(pid=os.getpid(), host=os.uname().nodename, boot=boot, began=_began(os.getpid()))


def _is_running(pid: int) -> bool:
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True


def _began(pid: int) -> str:
    """When a process began; empty if the system does not say, or for a zombie.

    The second field of the line is the program's name, which may hold anything; state and start are the 1st
    and 20th after it
    (proc_pid_stat(5)).
    """
    try:
        line = (PROC / str(pid) / "stat").read_text(errors="replace")
    except OSError:
        return ""
    fields = line.rpartition(")")[2].split()
    return "" if len(fields) < 20 or fields[0] in "ZX" else fields[19]
