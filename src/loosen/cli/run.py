"""``loosen run`` and ``resume``: a session started or resumed, in the app or in plain lines."""

import math
from functools import partial

import click

from loosen.cli.completion import exercise_or_routine_names
from loosen.cli.keyboard import Keys, answer
from loosen.cli.names import find, routine_or_exercise
from loosen.cli.output import complain, on_terminal, redraws, say
from loosen.cli.plain_care import CareContext
from loosen.cli.plain_session import (
    PlainOutput,
    PlainSession,
    ask_feeling,
    ask_stiffer,
)
from loosen.cli.runtime import LaunchOptions, Runtime, pass_runtime
from loosen.domain.answers import Answers, has_red_flag
from loosen.domain.body import Side
from loosen.domain.care import session_limits
from loosen.domain.exercise import Exercise
from loosen.domain.questions import worth_asking
from loosen.domain.routine import Routine, single_exercise_routine
from loosen.services.library import Library
from loosen.services.recorder import Recorder
from loosen.services.sessions import CannotResume, InterruptedSession
from loosen.services.voice import Voice
from loosen.text import wording
from loosen.text.history import feeling_change_words

FASTEST = 1_000
SAFETY_FIRST = "“loosen safety” says when to stop and who should ask first; read it once."
RUN_HELP = """\b
Examples:
  loosen run egoscue-flow
  loosen run pigeon-pose
  loosen run ./my-routine.toml
  loosen run desk-break --plain
  loosen run desk-break --rehearse 20

A NAME with a slash or with .toml at its end is a file. In plain lines it needs no screen: a line for
each change, keys where there are any. That is also how it runs where the output is no terminal.
Where several have the NAME you are asked which, or told what to type where nobody can be asked.
"""
RESUME_HELP = """\b
Examples:
  loosen resume
  loosen resume --plain
  loosen resume --log

Every session is kept as it runs. Whatever ends it, a lost connection too, it waits where it stood.
"""
SIDES = {"left": Side.LEFT, "right": Side.RIGHT, "neither": None}
plain_option = click.option(
    "--plain", is_flag=True, help="Plain lines instead of the app; no drawing, no escape codes."
)


def _factor(_ctx: click.Context, _param: click.Parameter, factor: float) -> float:
    # The number ranges of click let “nan” through.
    if math.isnan(factor) or not 1 <= factor <= FASTEST:
        raise click.BadParameter(f"it is from 1 to {FASTEST} times as fast")
    return factor


@click.command("run", short_help="Run a routine.", epilog=RUN_HELP)
@click.argument("name", metavar="NAME|FILE", shell_complete=exercise_or_routine_names)
@plain_option
@click.option(
    "--stiffer",
    type=click.Choice(list(SIDES)),
    help="In plain lines: the side that feels stiffer today; it goes first.",
)
@click.option(
    "--rehearse",
    metavar="FACTOR",
    type=float,
    default=1.0,
    callback=_factor,
    help=f"Let the clock run FACTOR times as fast, 1 to {FASTEST}, to look a routine over. "
    "Nothing is kept of it.",
)
@routine_or_exercise
@click.pass_context
def run_command(
    ctx: click.Context,
    name: str,
    *,
    plain: bool,
    stiffer: str | None,
    rehearse: float,
    routine: bool | None,
) -> None:
    """Open the app on a routine, by its ID, its name or its file, or on one exercise, ready to start."""
    runtime = ctx.ensure_object(Runtime)
    found = _find(runtime.library, name, routine=routine)
    if not runtime.library.steps(found):
        raise click.ClickException(f"nothing in “{found.name}” goes with your equipment")
    if not plain and redraws():
        ctx.exit(runtime.open_app(LaunchOptions(found, speed=rehearse)))
    _ = runtime.library.settings
    with runtime.open_keyboard() as keys:
        ctx.exit(_run_plain(runtime, found, keys, stiffer, rehearse))


def _find(library: Library, name: str, *, routine: bool | None) -> Routine:
    """Return the routine with a name, or one of the single exercise with it; see ``names.find``."""
    found = find(library, name, routine=routine)
    return found if isinstance(found, Routine) else single_exercise_routine(found)


def _run_plain(
    runtime: Runtime, routine: Routine, keys: Keys, stiffer: str | None, speed: float
) -> int:
    rehearsal = speed != 1.0
    if not rehearsal:
        if not runtime.library.memory.safety_seen:
            say(SAFETY_FIRST)
        resumed = _offer(runtime, keys)
        if resumed:
            return _play(runtime, resumed, keys, _routine_of(runtime, resumed))
    library = runtime.library
    steps = library.steps(routine)
    asks = any(step.stiffer_rounds for step in steps) and not library.settings.stiffer_side
    side = SIDES[stiffer] if stiffer else ask_stiffer(keys, _last_harder(runtime)) if asks else None
    timeline = library.timeline(steps, side)
    recorder = runtime.sessions.begin(timeline, routine.slug, routine.name, rehearsal=rehearsal)
    if library.settings.questions.before_and_after and not rehearsal:
        recorder.say(Answers(before=ask_feeling(keys, "How do you feel right now?")))
    code = _play(runtime, recorder, keys, routine, speed)
    if recorder.session.finished and not rehearsal:
        library.remember_finished(routine)
    return code


def _last_harder(runtime: Runtime) -> str:
    """The last answer about the harder side, as a sentence; empty where there is none."""
    side = runtime.sessions.harder_side()
    return f"Last time the {side.value} felt harder. " if side else ""


def _play(
    runtime: Runtime, recorder: Recorder, keys: Keys, routine: Routine | None, speed: float = 1.0
) -> int:
    settings = runtime.library.settings
    bells = settings.cues.bell if on_terminal() else "off"
    clock, asks = runtime.make_clock(speed), settings.questions
    output = PlainOutput(say, complain, bells, Voice(settings.cues.command))
    care = _care_context(runtime, recorder, routine)
    rules = routine.rules if routine else ()
    session = PlainSession(
        recorder,
        clock,
        keys,
        output,
        care,
        rules=rules,
        asks_side=asks.harder_side,
        # The clock of a rehearsal runs too fast to lie down by.
        first_step_waits=settings.pace.first_step_waits if recorder.keeps else 0,
    )
    code = session.play()
    record = recorder.record
    if record and recorder.keeps and asks.before_and_after and not has_red_flag(recorder.answers):
        if code == 0 and worth_asking(record.outcome, record.active):
            after = ask_feeling(keys, "And now?")
            recorder.say(recorder.answers.copy_with(after=after))
        words = feeling_change_words(recorder.answers.before, recorder.answers.after)
        if words:
            say(words)
    return code


def _care_context(runtime: Runtime, recorder: Recorder, routine: Routine | None) -> CareContext:
    library, timeline = runtime.library, recorder.session.timeline
    terms = session_limits(library.catalogue, library.settings, routine, timeline)
    return CareContext(
        terms, library.safety, partial(_rule_out, runtime) if recorder.keeps else None
    )


def _routine_of(runtime: Runtime, recorder: Recorder) -> Routine | None:
    return runtime.library.routines.get(recorder.heading.routine)


def _rule_out(runtime: Runtime, exercise: Exercise) -> None:
    try:
        runtime.library.rule_out(exercise.slug, runtime.now().date())
    except OSError as error:
        complain(f"it could not be written down: {error.strerror}")


def _left_words(left: InterruptedSession, runtime: Runtime) -> str:
    """An interrupted session in one line."""
    ago = wording.ago_words(left.age(runtime.now()).total_seconds())
    done = wording.clock_words(left.mark.active)
    planned = wording.clock_words(left.heading.planned)
    place = f", begun on {left.elsewhere}" if left.elsewhere else ""
    stands = f"at {done} of {planned}" if left.begun else "before its first step"
    return f"“{left.heading.name}” was left {ago} {stands}{place}"


def _offer(runtime: Runtime, keys: Keys) -> Recorder | None:
    """Ask what to do with an interrupted session; return its recorder to resume it, else None."""
    waiting = runtime.sessions.scan()
    for problem in filter(None, (waiting.problem, *map(_running_words, waiting.running))):
        complain(problem)
    if not waiting.left:
        return None
    left = waiting.left[0]
    say(f"{_left_words(left, runtime)}.")
    if not keys.there:
        say("“loosen resume” takes it up; a new session begins here.")
        return None
    say("Resume it (r), keep what was done (k), throw it away (t), or decide later (Enter)?")
    try:
        match answer(keys, "rkt\n"):
            case "r":
                return runtime.sessions.resume(left)
            case "k":
                _complain_if(runtime.sessions.log(left))
            case "t":
                _complain_if(runtime.sessions.discard(left))
            case _:
                pass
    except CannotResume as problem:
        complain(str(problem))
    return None


def _running_words(left: InterruptedSession) -> str:
    return f"“{left.heading.name}” is running in another terminal, as process {left.owner.pid}"


def _complain_if(problem: str | None) -> None:
    if problem:
        complain(problem)


@click.command("resume", short_help="Take up a session that was left.", epilog=RESUME_HELP)
@plain_option
@click.option("--log", "log", is_flag=True, help="Put what was done into the history instead.")
@click.option("--discard", is_flag=True, help="Throw it away instead.")
@pass_runtime
@click.pass_context
def resume_command(
    ctx: click.Context, runtime: Runtime, /, *, plain: bool, log: bool, discard: bool
) -> None:
    """Take up the latest session that was left, paused at the second it stood at."""
    if log and discard:
        raise click.UsageError("--log keeps it and --discard throws it away; give one of them")
    left = _latest(runtime)
    if log or discard:
        problem = (runtime.sessions.log if log else runtime.sessions.discard)(left)
        if problem:
            raise click.ClickException(problem)
        say("It is in the history." if log else "It is gone.")
        return
    if not plain and redraws():
        ctx.exit(runtime.open_app(LaunchOptions(interrupted=left)))
    recorder = runtime.sessions.resume(left)
    with runtime.open_keyboard() as keys:
        ctx.exit(_play(runtime, recorder, keys, _routine_of(runtime, recorder)))


def _latest(runtime: Runtime) -> InterruptedSession:
    waiting = runtime.sessions.scan()
    _complain_if(waiting.problem)
    if waiting.left:
        return waiting.left[0]
    if waiting.running:
        one = waiting.running[0]
        hint = f"end it there, or with “kill {one.owner.pid}”, to take it up here"
        raise click.ClickException(f"{_running_words(one)}; {hint}")
    raise click.ClickException("no session was left")
