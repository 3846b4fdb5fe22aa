"""For terminals without UTF-8: every sign becomes one plain character of the same width.

The driver spells what it writes with it, at the last place before the terminal: nothing else has to know.
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
"""What is drawn, by what it is drawn with; letters lose their accents, and other signs become ``?``."""


class _Table(dict[int, str | int]):
    """A table for ``str.translate`` that fills itself with what it meets."""

    def __missing__(self, sign: int) -> str | int:
        plain: str | int = sign
        if sign > 126:
            letters = unicodedata.normalize("NFKD", chr(sign)).encode("ascii", "ignore").decode()
            plain = SIGNS.get(chr(sign)) or letters[:1] or "?"
        self[sign] = plain
        return plain


_TABLE = _Table()


def plain(text: str) -> str:
    """A text in ASCII, as long as it was."""
    return text.translate(_TABLE)
