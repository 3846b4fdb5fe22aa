"""Other people's exercise sets: their files as exercises, with what was left out and why.

Each module knows one project's shapes and makes plain entries of them; ``entries`` makes exercises of
those, by the tables in ``data/imports.toml``. Nothing is fetched and no picture is taken.
"""
