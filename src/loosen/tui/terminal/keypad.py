"""Keys of the keypad as the characters that stand on them.

Terminals with the kitty protocol name them by codes of their own, those in the keypad's application mode by
SS3 and a letter.
"""

from collections.abc import Mapping

KEYPAD_NAMES: Mapping[str, str] = {
    "decimal": "full_stop",
    "divide": "slash",
    "multiply": "asterisk",
    "subtract": "minus",
    "add": "plus",
    "equal": "equals_sign",
    "separator": "comma",
}
"""Names of keys by the names that people know for those of the keypad."""
KEYPAD_CODES: Mapping[int, str] = dict(enumerate("0123456789./*-+\r=,", 57_399))
"""Characters by the codes of the kitty protocol."""
KEYPAD_FINALS: Mapping[str, str] = dict(
    zip("jklmnopqrstuvwxyMX", "*+,-./0123456789\r=", strict=True)
)
"""Characters by the letter after SS3."""
