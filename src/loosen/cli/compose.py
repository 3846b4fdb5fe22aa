"""``loosen compose``: a routine made to measure, with its reasons; or what stands in the way.

Exit codes: 0 with a plan, 3 where there is none, 2 for what cannot be asked.
"""

from collections.abc import Iterator

import click
import tomli_w

from loosen.cli.brief_options import brief_of, brief_options
from loosen.cli.context import Opening, Program
from loosen.cli.output import complain, fitted, paragraph, say, say_json, strong
from loosen.cli.word_options import listed
from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position
from loosen.domain.composer import Brief, NoPlan, Plan, bindings, compose, reasons, substitute
from loosen.domain.exercise import Exercise
from loosen.domain.routine import Routine
from loosen.services.due import recency
from loosen.services.library import Library
from loosen.text import wording
from loosen.text.composer import (
    binding_words,
    blocking_words,
    reason_words,
    relaxation_words,
)
from loosen.text.plain.plan import plan_lines, plan_notes

NONE = 3
COMPOSED = "composed"
COMPOSE_HELP = f"""Equipment, cautions, the stiffer side, and what you like or never want come from your
settings; the options add to them. What you did in the last three days steps back a little.

\b
Examples:
  loosen compose --minutes 10 --area low-back --area hip-flexors:2
  loosen compose --minutes 7:30 --position standing --without support
  loosen compose --minutes 20 --kind strength:3-4 --end-quiet --explain
  loosen compose --area glutes --save "Strong hips"

{listed((Area, Position, Kind, Level, Equipment, Caution))}

JSON: one object with status (optimal, bounded or none), gap, budget, seconds, score, steps (exercise,
dose, seconds, position, source, why), areas (asked and got, by area), blocking and relaxations (change,
gain). A source is the imported set; null for what is loosen’s. The exit code is 3 where there is no plan.
"""


@click.command("compose", short_help="Make a routine to measure.", epilog=COMPOSE_HELP)
@brief_options
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--toml", "form", flag_value="toml", help="Print a routine file.")
@click.option("--save", metavar="NAME", help="Keep it as a routine of yours.")
@click.option("--run", is_flag=True, help="Open the app on it.")
@click.option("--explain", is_flag=True, help="Say what binds, and what could stand for each step.")
@click.pass_context
def compose_command(
    ctx: click.Context,
    /,
    *,
    form: str | None,
    save: str | None,
    run: bool,
    explain: bool,
    **options: object,
) -> None:
    """Compose the best routine for what you ask, and say why; or say what stands in the way."""
    program = ctx.ensure_object(Program)
    library = program.library
    brief = brief_of(library, options, recency(library, program.today()))
    found = compose(brief, library.catalogue, pace=library.settings.pace)
    if form == "json":
        say_json(record(found))
    elif isinstance(found, NoPlan):
        for line in _refusal(found):
            say(line)
    else:
        for line in _file(found) if form == "toml" else _page(found, explain=explain):
            say(line)
    if isinstance(found, NoPlan):
        ctx.exit(NONE)
    routine = _kept(library, found, save) if save else _routine(found)
    if run:
        ctx.exit(program.open(Opening(routine)))


def record(found: Plan | NoPlan) -> dict[str, object]:
    """What ``--json`` prints."""
    if isinstance(found, NoPlan):
        return {
            "status": "none",
            "gap": 0,
            "budget": found.brief.seconds,
            "seconds": 0,
            "score": None,
            "steps": [],
            "areas": {},
            "blocking": blocking_words(found),
            "relaxations": [
                {"change": change, "gain": gain} for change, gain in relaxation_words(found)
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
        for step, reason in zip(found.steps, reasons(found), strict=True)
    ]
    return {
        "status": found.status,
        "gap": round(found.gap, 4),
        "budget": found.brief.seconds,
        "seconds": found.seconds,
        "score": found.score,
        "steps": steps,
        "areas": {c.area: {"asked": c.asked, "got": c.got} for c in found.coverage},
        "blocking": [],
        "relaxations": [],
    }


def _page(plan: Plan, *, explain: bool) -> Iterator[str]:
    first, *rows = plan_lines(plan, _slug_words)
    yield strong(first)
    yield from map(fitted, rows)
    yield from map(paragraph, plan_notes(plan))
    if explain:
        yield from _explanation(plan)


def _slug_words(exercise: Exercise) -> str:
    mark = f" {wording.MARK_OF_IMPORTED}" if exercise.attribution else ""
    return f"{exercise.slug}{mark}"


def _explanation(plan: Plan) -> Iterator[str]:
    for number, step in enumerate(plan.steps):
        other = substitute(plan, number)
        said = f"{other.name}, for {other.loss:.1f} points less" if other else "nothing else fits"
        yield paragraph(f"{step.exercise.name}: {said}.", mark="· ")
    for binding in bindings(plan):
        yield paragraph(f"Held back by {binding_words(binding)}.", mark="· ")


def _refusal(found: NoPlan) -> Iterator[str]:
    count = wording.count_words(found.candidates, "exercise")
    yield paragraph(f"There is no such routine; {count} pass what you ask. What clashes:")
    for words in blocking_words(found):
        yield paragraph(words, mark="· ")
    if found.relaxations:
        yield paragraph("Any one of these would help:")
    for change, gain in relaxation_words(found):
        yield paragraph(f"{change} ({gain})" if gain else change, mark="· ")


def _summary(brief: Brief) -> str:
    areas = ", ".join(area.label for area in brief.asked) or "hips and low back"
    return f"Composed for {areas}, {wording.about_minutes(brief.seconds)}."


def _routine(plan: Plan) -> Routine:
    return Routine(
        slug=COMPOSED,
        name="Composed",
        summary=_summary(plan.brief),
        steps=plan.exercise_steps,
        brief=plan.brief.to_table(),
    )


def _file(plan: Plan) -> list[str]:
    plain = _routine(plan).model_dump(mode="json", exclude_defaults=True, exclude={"slug"})
    return tomli_w.dumps(plain).rstrip().splitlines()


def _kept(library: Library, plan: Plan, name: str) -> Routine:
    routine = library.save_routine(name, _summary(plan.brief), plan.exercise_steps, plan.brief)
    complain(f"kept as {routine.slug}")
    return routine
