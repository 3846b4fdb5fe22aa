"""What a screen shows as lines of plain text: what the plain face prints, and what is copied.

Both faces take their wording from here; how wide a line is on paper, and what stands out, is theirs. The
modules are apart so that a command loads the one that it needs.
"""
