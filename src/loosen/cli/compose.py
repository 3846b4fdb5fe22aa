"""``loosen compose``: the best routine for a brief, with its reasons, or the limits that clash.

Exit codes: 0 with a plan, 3 without one, 2 for a brief that cannot be read.
"""

from collections.abc import Iterator

import click

from loosen.cli.brief import brief_of, brief_options, given_fields, wishes_of
from loosen.cli.output import NO_PLAN, complain, fitted, paragraph, say_all, say_json, strong
from loosen.cli.runtime import LaunchOptions, Runtime
from loosen.cli.word_options import lists_text
from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position
from loosen.domain.composer import (
    Brief,
    Coverage,
    NoPlan,
    Plan,
    bindings,
    compose,
    reasons,
    substitute,
)
from loosen.domain.exercise import Exercise
from loosen.domain.routine import Routine
from loosen.services.due import recency
from loosen.services.library import Library
from loosen.storage import files
from loosen.text import wording
from loosen.text.composer import (
    binding_words,
    blocking_words,
    help_words,
    reason_words,
    relaxation_words,
    substitute_words,
)
from loosen.text.plan import plan_lines, plan_notes

COMPOSED = "composed"
"""The ID of a plan that is not saved."""
COMPOSE_HELP = f"""What you want can be said in words: the time, areas (“twice” for more weight),
cautions (“knee”), positions (“no kneeling”), equipment (“no band”), how hard, how many, exercises by name,
“in bed”, “end quiet”. It says back what it understood, and asks about the rest; where nobody can be
asked it ends with 2. “loosen help composing” has all of the words.

Equipment, cautions, the stiffer side, and what you like or never want come from your settings; words and
options add to them. What you did in the last three days steps back a little.

\b
Examples:
  loosen compose "10 minutes, low back, hip flexors twice, no kneeling, knee"
  loosen compose --minutes 10 --area low-back --area hip-flexors:2
  loosen compose --minutes 7:30 --position standing --without support
  loosen compose --minutes 20 --kind strength:3-4 --end-quiet --explain
  loosen compose --area glutes --save "Strong hips"

{lists_text((Area, Position, Kind, Level, Equipment, Caution))}

JSON: one object with status (optimal, bounded or none), gap, budget, seconds, score, steps (exercise,
dose, seconds, position, source, why), areas (by area the seconds asked and got, and whether only in
passing), blocking and relaxations (change, gain). A source is the imported set; null for what is loosen’s.
The exit code is 3 where there is no plan.
"""


@click.command("compose", short_help="Make a routine to measure.", epilog=COMPOSE_HELP)
@click.argument("words", nargs=-1)
@brief_options
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--toml", "form", flag_value="toml", help="Print a routine file.")
@click.option("--save", metavar="NAME", help="Keep it as a routine of yours.")
@click.option("--run", is_flag=True, help="Open the app on it.")
@click.option(
    "--explain", is_flag=True, help="Say what holds it back, and the next best for each step."
)
@click.pass_context
def compose_command(
    ctx: click.Context,
    /,
    *,
    words: tuple[str, ...],
    form: str | None,
    save: str | None,
    run: bool,
    explain: bool,
    **options: object,
) -> None:
    """Compose the best routine for what you ask, and say why; or say what stands in the way."""
    runtime = ctx.ensure_object(Runtime)
    library = runtime.library
    wishes = wishes_of(" ".join(words), library.catalogue)
    past = recency(library, runtime.now())
    brief = brief_of(library, options, past, wishes, given_fields(ctx))
    answer = compose(brief, library.catalogue, pace=library.settings.pace)
    if form == "json":
        say_json(_record(answer))
    elif isinstance(answer, NoPlan):
        say_all(_refusal(answer))
    else:
        say_all(_file(answer) if form == "toml" else _page(answer, explain=explain))
    if isinstance(answer, NoPlan):
        ctx.exit(NO_PLAN)
    routine = _save(library, answer, save) if save else _routine(answer)
    if run:
        ctx.exit(runtime.open_app(LaunchOptions(routine)))


def _record(answer: Plan | NoPlan) -> dict[str, object]:
    """The composer's answer as ``--json`` prints it."""
    if isinstance(answer, NoPlan):
        return {
            "status": "none",
            "gap": 0,
            "budget": answer.brief.seconds,
            "seconds": 0,
            "score": None,
            "steps": [],
            "areas": {},
            "blocking": blocking_words(answer),
            "relaxations": [
                {"change": change, "gain": gain} for change, gain in relaxation_words(answer)
            ],
        }
    steps = [
        {
            "exercise": step.exercise.slug,
            "dose": str(step.dose),
            "seconds": step.seconds,
            "position": step.exercise.position,
            "source": attribution.source if (attribution := step.exercise.attribution) else None,
            "why": reason_words(reason),
        }
        for step, reason in zip(answer.steps, reasons(answer), strict=True)
    ]
    return {
        "status": answer.status,
        "gap": round(answer.gap, 4),
        "budget": answer.brief.seconds,
        "seconds": answer.seconds,
        "score": answer.score,
        "steps": steps,
        "areas": {c.area: _coverage_record(c) for c in answer.coverage},
        "blocking": [],
        "relaxations": [],
    }


def _coverage_record(one: Coverage) -> dict[str, object]:
    return {"asked": one.seconds_asked, "got": one.seconds, "in_passing": one.in_passing}


def _page(plan: Plan, *, explain: bool) -> Iterator[str]:
    first, *rows = plan_lines(plan, _marked_slug)
    yield strong(first)
    yield from map(fitted, rows)
    yield from map(paragraph, plan_notes(plan))
    if explain:
        yield from _explanation(plan)


def _marked_slug(exercise: Exercise) -> str:
    mark = f" {wording.MARK_OF_IMPORTED}" if exercise.attribution else ""
    return f"{exercise.slug}{mark}"


def _explanation(plan: Plan) -> Iterator[str]:
    for number, step in enumerate(plan.steps):
        other = substitute(plan, number)
        yield paragraph(f"{step.exercise.name}: {substitute_words(other)}.", mark="· ")
    for binding in bindings(plan):
        yield paragraph(f"What holds it back: {binding_words(binding)}.", mark="· ")


def _refusal(answer: NoPlan) -> Iterator[str]:
    count = wording.count_words(answer.candidates, "exercise")
    yield paragraph(f"There is no such routine; {count} pass what you ask. What clashes:")
    for words in blocking_words(answer):
        yield paragraph(words, mark="· ")
    yield paragraph(help_words(answer))
    for change, gain in relaxation_words(answer):
        yield paragraph(f"{change} ({gain})" if gain else change, mark="· ")


def _summary(brief: Brief) -> str:
    return wording.composed_summary(brief.seconds, brief.ordered_areas)


def _routine(plan: Plan) -> Routine:
    return Routine(
        slug=COMPOSED,
        name="Composed",
        summary=_summary(plan.brief),
        steps=plan.exercise_steps,
        brief=plan.brief.to_table(),
    )


def _file(plan: Plan) -> list[str]:
    plain = _routine(plan).to_plain(defaults=False, without={"slug"})
    return files.toml_text(plain).rstrip().splitlines()


def _save(library: Library, plan: Plan, name: str) -> Routine:
    routine = library.save_routine(name, _summary(plan.brief), plan.exercise_steps, plan.brief)
    complain(f"kept as {routine.slug}")
    return routine
