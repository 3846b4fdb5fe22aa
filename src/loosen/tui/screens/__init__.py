"""Screens: each shows domain values, and turns keys into messages and calls of what it holds."""
