"""Sums over a history of sessions.

In the order of dependency: ``weeks`` (a history by calendar week), ``sums`` (work by area, side and
exercise), ``trends`` (what people said, over time), ``overview`` (all of it for a period, as seen from
a day). Pure: histories come as values and a day as a date.
"""
