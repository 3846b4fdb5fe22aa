"""How wide the columns of a list are in the width there is."""


def exercise_columns(width: int) -> tuple[int, int, int, int]:
    """Widths of name, areas, position and dose in a table of a width, padding apart; 0 leaves one out.

    The name always has a column: rows without any would have no cell for the cursor.
    """
    name, dose = 28, 23
    position = 17 if width >= 98 else 0
    areas = width - name - position - dose - (8 if position else 6)
    if areas >= 14:
        return name, areas, position, dose
    room = max(0, width - 4)
    return max(1, room * 3 // 5), 0, 0, room - room * 3 // 5


def routine_columns(width: int) -> tuple[int, int, int, int]:
    """Widths of name, time, steps and how often in a table of a width, padding apart; 0 leaves one out."""
    if width >= 70:
        name = min(34, width - 49)
        return name, 7, 12, width - name - 27
    name = min(29, width - 28)
    often = width - name - 13
    if name >= 22 and often >= 12:
        return name, 7, 0, often
    return max(1, width - 13), 7, 0, 0


def session_columns(width: int) -> tuple[int, int, int, int]:
    """Sessions: widths of when, name, time and how it felt, padding apart; 0 leaves one out."""
    felt = 8 if width >= 44 else 0
    when, time = 11, 7
    return when, max(1, width - when - time - felt - (8 if felt else 6)), time, felt
