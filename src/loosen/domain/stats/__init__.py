"""Statistics of a history of sessions.

In order of dependency: ``weeks`` (sessions by calendar week), ``sums`` (work by area, side and exercise),
``trends`` (answers over time) and ``overview`` (all of these for a period that ends on a day).
"""
