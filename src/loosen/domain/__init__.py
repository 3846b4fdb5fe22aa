"""Values and rules of loosen: no disk, terminal, clock or randomness; time is an argument.

From the values that need nothing to those built on them: ``body``, ``dose``, ``exercise``, ``catalogue``,
``routine``, ``timeline``, then ``session``, ``composer``, ``care``, ``history`` and ``stats``.
"""
