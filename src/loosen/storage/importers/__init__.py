"""Importers of other projects' exercise sets.

Each project's module turns its records into entries; ``entries`` turns those into exercises, by the tables in
``data/imports.toml``; ``reader`` reads a file of any project. Nothing is fetched, and no pictures are read.
"""
