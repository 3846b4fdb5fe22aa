"""Doses and ranges as the texts that files hold: read with their limits, written as they are read."""

from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

from loosen.domain.dose import Dose, Span, parse_dose


def _dose(value: object) -> object:
    match value:
        case Dose():
            return value
        case str():
            return parse_dose(value)
        case _:
            # A table would become a Dose too, past the limits that reading a text keeps.
            raise ValueError("is not a text; write one, for example “30 s each side”")


def _span(value: object) -> object:
    if isinstance(value, Span):
        return value
    ends = str(value).replace("–", "-").split("-")
    if not 1 <= len(ends) <= 2 or not all(end.strip().isdecimal() for end in ends):
        raise ValueError(
            f"“{value}” is no number or range; write a number or range, as in 3 or “3-4”"
        )
    low, high = int(ends[0]), int(ends[-1])
    if not 1 <= low <= high <= 99:
        raise ValueError(f"“{value}” runs downwards or past 1 to 99; write a range such as “3-4”")
    return Span(low, high)


DoseText = Annotated[Dose, BeforeValidator(_dose), PlainSerializer(str)]
SpanText = Annotated[Span, BeforeValidator(_span), PlainSerializer(str)]
