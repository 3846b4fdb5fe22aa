"""Whole screens: each takes domain values and the library, and translates keys into wishes."""
