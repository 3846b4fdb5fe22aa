"""Transliteration for terminals without UTF-8: every sign becomes one plain character of the same width.

The driver applies it to all it writes, so that nothing else depends on it.
"""

import unicodedata

SIGNS = {
    "·": ".", "…": "~", "–": "-", "—": "-", "−": "-", "×": "x", "’": "'", "‘": "'", "“": '"',
    "”": '"', "→": ">", "←": "<", "↑": "^", "↓": "v", "▸": ">", "◂": "<", "▶": ">", "◀": "<",
    "↵": "/", "⏎": "/", "✓": "v", "✗": "x", "✕": "x", "●": "*", "○": "o", "◔": "o", "◐": "%",
    "◦": "o", "•": "*", "⇄": "%", "‖": '"', "≤": "<", "≥": ">", "°": "o", "♥": "+", "№": "#",
    "─": "-", "━": "=", "│": "|", "┃": "|", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "┌": "+",
    "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+", "╸": "=",
    "╺": "=", "█": "#", "▉": "#", "▊": "#", "▋": "#", "▌": "|", "▍": "|", "▎": "|", "▏": "|",
    "▐": "|", "▀": '"', "▄": "_", "▁": "_", "▂": "_", "▃": "_", "▅": "#", "▆": "#", "▇": "#",
    "░": ".", "▒": ":", "▓": "#", "■": "#", "□": "o", "▪": "*", "▫": ".", "◆": "*", "◇": "o", "▲": "^",
    "▼": "v", "▾": "v", "▹": ">", "‡": "#", "″": '"', "′": "'", "≈": "~", "±": "+",
    "◡": "u", "◠": "n", "★": "*", "☆": "o",
}  # fmt: skip
"""Plain characters by sign; letters lose their accents, and signs that are not here become ``?``."""


class _Transliteration(dict[int, str | int]):
    """A table for ``str.translate`` that fills itself with what it meets."""

    def __missing__(self, sign: int) -> str | int:
        plain: str | int = sign
        if sign > 126:
            letters = unicodedata.normalize("NFKD", chr(sign)).encode("ascii", "ignore").decode()
            plain = SIGNS.get(chr(sign)) or letters[:1] or "?"
        self[sign] = plain
        return plain


_TABLE = _Transliteration()


def plain(text: str) -> str:
    """A text in ASCII, as long as it was."""
    return text.translate(_TABLE)
