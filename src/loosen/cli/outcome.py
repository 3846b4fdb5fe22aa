"""How a command ends: its exit code, with errors and the problems of settings and imports on stderr."""

import sys
from collections.abc import Callable, Iterable

from loosen.cli.output import FAILURE, INTERRUPTED, USAGE, complain
from loosen.cli.runtime import Runtime
from loosen.storage.problems import AmbiguousName, BadFile, Failure, NoHome, UnknownName


def exit_code(runtime: Runtime, command: Callable[[], int]) -> int:
    """Run a command and return its exit code; errors become lines on stderr."""
    try:
        code = command()
        for problem in (*runtime.settings_problems, *runtime.import_problems):
            complain(str(problem))
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return INTERRUPTED
    except (UnknownName, AmbiguousName, NoHome, Failure) as error:
        return report([str(error)], FAILURE if isinstance(error, Failure) else USAGE)
    except BadFile as error:
        return report(map(str, error.problems), FAILURE)
    except BrokenPipeError:
        return FAILURE  # who reads it has gone
    except OSError as error:
        return report([f"{error.filename or 'the output'}: {error.strerror}"], FAILURE)
    return code


def report(lines: Iterable[str], code: int) -> int:
    """Print lines about a problem, and return the exit code."""
    for line in lines:
        complain(line)
    return code
