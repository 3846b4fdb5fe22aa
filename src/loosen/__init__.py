"""loosen: hip and low-back routines in the terminal.

Package layout, enforced by import-linter. Each part may use those above it:

* ``domain``: values and rules: exercises, doses, routines, the timeline, the session engine, the composer,
  the figures' geometry. No disk, no terminal, no clock, no chance; time is an argument.
* ``text``: every value as words, lines, tables and charts, for both faces.
* ``storage``: bytes to values and back: TOML files and their checker, the history, the journal of a running
  session, importers, where files are.
* ``services``: what a person does, whole: open the library, begin, record and resume a session, save, copy
  and share a routine, take in other people's exercises.
* ``cli`` and ``tui``: the plain-text face and the terminal face. Neither knows the other.
* ``__main__``: the composition root. It reads the clock and chooses a face; nothing else is loaded by it.
* ``data``: what ships: exercises, figures, sources, the safety page, help texts, shell files, migrations.

Glossary. These words have one meaning in code, files, help and on the screen:

* exercise: one movement or position of the catalogue, with its steps, cautions and doses.
* area: a part of the body that an exercise serves, such as the low back.
* position: how the body is when an exercise begins, such as kneeling.
* caution: a condition for which an exercise is to be asked about first, or left out.
* dose: how much of an exercise: repetitions, a hold, movement by the clock or breaths; sets; sides.
* side: left or right; the working side is the one an exercise is done for at present.
* step: one place in a routine: an exercise with its dose, or a pick among several.
* routine: a named list of steps, shipped or a person's own.
* brief: what a person asks of the composer: minutes, areas, positions, cautions and limits.
* plan: the composer's answer to a brief: steps, the seconds they take, and a reason for each.
* timeline: a routine unrolled into segments, so that its length is the clock's.
* segment: one stretch of a timeline: move, get ready, work, switch side or rest.
* session: a routine being carried out, and what is recorded of it.
* pace: the seconds between one thing and the next, as a person sets them.
* cue: a short reminder shown while an exercise is done.
* figure: the drawing of a body that shows an exercise.
* key pose: one of the poses that a figure moves between.
* programme: a course of routines over weeks.
"""

__version__ = "0.1.0"
