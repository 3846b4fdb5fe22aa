"""``loosen run`` and ``resume``: a session begun, or taken up again, in the app or in plain lines."""

import math
import os
from functools import partial

import click

from loosen.cli.completion import what_runs
from loosen.cli.context import Opening, Program, pass_program
from loosen.cli.keyboard import Keys
from loosen.cli.output import complain, on_terminal, say
from loosen.cli.plain_care import PlainCareNeeds
from loosen.cli.plain_session import Plain, Speaker
from loosen.cli.prompts import answer, ask_feeling, ask_stiffer
from loosen.domain.answers import Answers
from loosen.domain.body import Side
from loosen.domain.care import terms_of
from loosen.domain.exercise import Exercise
from loosen.domain.pains import red_flagged
from loosen.domain.questions import feeling_words, worth_asking
from loosen.domain.routine import Routine, alone
from loosen.services.library import Library
from loosen.services.recorder import Recorder
from loosen.services.sessions import CannotResume, InterruptedSession
from loosen.storage.problems import UnknownName
from loosen.text import wording

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


def shows_app() -> bool:
    """Whether the app can be looked at: the output is a terminal that can do more than print."""
    return on_terminal() and os.environ.get("TERM", "dumb") not in ("", "dumb", "unknown")


def _factor(_ctx: click.Context, _param: click.Parameter, factor: float) -> float:
    # A range of click's lets “nan” through.
    if math.isnan(factor) or not 1 <= factor <= FASTEST:
        raise click.BadParameter(f"it is from 1 to {FASTEST} times as fast")
    return factor


@click.command("run", short_help="Run a routine.", epilog=RUN_HELP)
@click.argument("name", metavar="NAME|FILE", shell_complete=what_runs)
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
@click.pass_context
def run_command(
    ctx: click.Context, name: str, *, plain: bool, stiffer: str | None, rehearse: float
) -> None:
    """Open the app on a routine, by its ID, its name or its file, or on one exercise, ready to start."""
    program = ctx.ensure_object(Program)
    routine = _asked_for(program.library, name)
    if not program.library.steps(routine):
        raise click.ClickException(f"nothing in “{routine.name}” goes with your equipment")
    if not plain and shows_app():
        ctx.exit(program.open(Opening(routine, speed=rehearse)))
    _ = program.library.settings
    with program.keyboard() as keys:
        ctx.exit(_run_plain(program, routine, keys, stiffer, rehearse))


def _asked_for(library: Library, name: str) -> Routine:
    """The routine of a name, or else one of a single exercise; where it is neither, a routine is missed."""
    try:
        return library.routine(name)
    except UnknownName as unknown:
        try:
            return alone(library.exercise(name))
        except UnknownName:
            raise unknown from None


def _run_plain(
    program: Program, routine: Routine, keys: Keys, stiffer: str | None, speed: float
) -> int:
    rehearsal = speed != 1.0
    if not rehearsal:
        if not program.library.memory.safety_seen:
            say(SAFETY_FIRST)
        taken_up = _offer(program, keys)
        if taken_up:
            return _play(program, taken_up, keys, _routine_of(program, taken_up))
    library = program.library
    steps = library.steps(routine)
    asks = any(step.stiffer_rounds for step in steps) and not library.settings.stiffer_side
    side = SIDES[stiffer] if stiffer else ask_stiffer(keys, _last_harder(program)) if asks else None
    timeline = library.timeline(steps, side)
    recorder = program.sessions.begin(timeline, routine.slug, routine.name, rehearsal=rehearsal)
    if library.settings.questions.before_and_after and not rehearsal:
        recorder.say(Answers(before=ask_feeling(keys, "Before you begin: how is it now?")))
    code = _play(program, recorder, keys, routine, speed)
    if recorder.session.finished and not rehearsal:
        library.remember_finished(routine)
    return code


def _last_harder(program: Program) -> str:
    """What was said last of the harder side, as a sentence; empty where nothing was."""
    side = program.sessions.harder_side()
    return f"Last time the {side.value} felt harder. " if side else ""


def _play(
    program: Program, recorder: Recorder, keys: Keys, routine: Routine | None, speed: float = 1.0
) -> int:
    settings = program.library.settings
    bells = settings.cues.bell if on_terminal() else "off"
    clock, asks = program.clock(speed), settings.questions
    speaker, care = Speaker(say, complain, bells), _care_of(program, recorder, routine)
    rules = routine.rules if routine else ()
    face = Plain(recorder, clock, keys, speaker, care, rules=rules, asks_side=asks.harder_side)
    code = face.play()
    record = recorder.record
    if record and recorder.keeps and asks.before_and_after and not red_flagged(recorder.answers):
        if code == 0 and worth_asking(record.outcome, record.active):
            after = ask_feeling(keys, "And how is it after it?")
            recorder.say(recorder.answers.model_copy(update={"after": after}))
        words = feeling_words(recorder.answers.before, recorder.answers.after)
        if words:
            say(words)
    return code


def _care_of(program: Program, recorder: Recorder, routine: Routine | None) -> PlainCareNeeds:
    library, timeline = program.library, recorder.session.timeline
    terms = terms_of(library.catalogue, library.settings, routine, timeline)
    return PlainCareNeeds(
        terms, library.safety, partial(_rule_out, program) if recorder.keeps else None
    )


def _routine_of(program: Program, recorder: Recorder) -> Routine | None:
    return program.library.routines.get(recorder.heading.routine)


def _rule_out(program: Program, exercise: Exercise) -> None:
    try:
        program.library.rule_out(exercise.slug, program.today().date())
    except OSError as error:
        complain(f"it could not be written down: {error.strerror}")


def about(left: InterruptedSession, program: Program) -> str:
    """A session that was left, in one line."""
    ago = wording.ago_words(left.age(program.today()).total_seconds())
    stands = wording.minutes(left.mark.active)
    whole = wording.minutes(left.heading.planned)
    there = f", begun on {left.elsewhere}" if left.elsewhere else ""
    return f"“{left.heading.name}” was left {ago} at {stands} of {whole}{there}"


def _offer(program: Program, keys: Keys) -> Recorder | None:
    """Ask what is to become of a session that was left; its recorder, if it is to go on."""
    waiting = program.sessions.look()
    for problem in filter(None, (waiting.problem, *map(_running, waiting.running))):
        complain(problem)
    if not waiting.left:
        return None
    left = waiting.left[0]
    say(f"{about(left, program)}.")
    if not keys.there:
        say("“loosen resume” takes it up; a new session begins here.")
        return None
    say("Resume it (r), keep what was done (k), throw it away (t), or decide later (Enter)?")
    try:
        match answer(keys, "rkt\n"):
            case "r":
                return program.sessions.take_up(left)
            case "k":
                _complain_if(program.sessions.log(left))
            case "t":
                _complain_if(program.sessions.discard(left))
            case _:
                pass
    except CannotResume as problem:
        complain(str(problem))
    return None


def _running(left: InterruptedSession) -> str:
    return f"“{left.heading.name}” is running in another terminal, as process {left.owner.pid}"


def _complain_if(problem: str | None) -> None:
    if problem:
        complain(problem)


@click.command("resume", short_help="Take up a session that was left.", epilog=RESUME_HELP)
@plain_option
@click.option("--log", "log", is_flag=True, help="Put what was done into the history instead.")
@click.option("--discard", is_flag=True, help="Throw it away instead.")
@pass_program
@click.pass_context
def resume_command(
    ctx: click.Context, program: Program, /, *, plain: bool, log: bool, discard: bool
) -> None:
    """Take up the latest session that was left, paused at the second it stood at."""
    if log and discard:
        raise click.UsageError("--log keeps it and --discard throws it away; give one of them")
    left = _latest(program)
    if log or discard:
        problem = (program.sessions.log if log else program.sessions.discard)(left)
        if problem:
            raise click.ClickException(problem)
        say("It is in the history." if log else "It is gone.")
        return
    if not plain and shows_app():
        ctx.exit(program.open(Opening(left=left)))
    try:
        recorder = program.sessions.take_up(left)
    except CannotResume as problem:
        raise click.ClickException(str(problem)) from None
    with program.keyboard() as keys:
        ctx.exit(_play(program, recorder, keys, _routine_of(program, recorder)))


def _latest(program: Program) -> InterruptedSession:
    waiting = program.sessions.look()
    _complain_if(waiting.problem)
    if waiting.left:
        return waiting.left[0]
    if waiting.running:
        one = waiting.running[0]
        hint = f"end it there, or with “kill {one.owner.pid}”, to take it up here"
        raise click.ClickException(f"{_running(one)}; {hint}")
    raise click.ClickException("no session was left")
