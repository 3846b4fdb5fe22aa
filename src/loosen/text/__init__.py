"""Presentation: every value of the domain as words, lines, tables and charts, for both faces."""
