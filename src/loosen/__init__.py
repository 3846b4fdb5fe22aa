"""loosen: hip and low-back routines in the terminal.

The map of the package, in the order of dependency:

* ``domain`` holds values and rules and nothing else: exercises, doses, routines, the timeline they
  unroll into, and the session engine that plays it. Time comes in as an argument.
* ``storage`` knows the disk: the shipped catalogue, a person's own files, and the checks at that edge.
* ``cli`` is the plain-text face and ``tui`` the terminal face. Neither knows the other.
* ``__main__`` is the composition root: it holds the clock, opens the library, chooses a face.
* ``data`` is what ships: exercises, sources and the safety page, as TOML.
"""

__version__ = "0.1.0"
