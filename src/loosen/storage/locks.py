"""Test for the file locks that SQLite needs.

SQLite reports their absence as a busy database, so that another process seems to be writing.
"""

import errno
import fcntl
import sqlite3
from pathlib import Path

NO_LOCKS = "its file system has no locks, so it is only read"
_WITHOUT = frozenset((errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL))


def has_locks(folder: Path) -> bool:
    """Whether files in a folder can be locked; True where that cannot be tried.

    The test uses a file of its own, as closing another descriptor of a database would drop its locks.
    """
    import tempfile

    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _WITHOUT
    return True


def is_busy(error: sqlite3.Error) -> bool:
    """Whether an error says that another connection holds the lock that is needed."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def unlocked_address(path: Path) -> str:
    """The address of a database that is read without locks: only for file systems that have none."""
    return f"{path.absolute().as_uri()}?mode=ro&nolock=1"
