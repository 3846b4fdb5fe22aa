"""The core of loosen: values and rules, no disk, no terminal, no clock, no chance.

body ← dosage ← exercise ← catalogue ← routine ← timeline ← events ← session ← wording
"""
