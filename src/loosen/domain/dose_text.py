"""Doses and ranges as the texts that files hold: read with their limits, written as they are read."""

from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

from loosen.domain.dose import Dose, Span, parse_dose, span_of


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
    return span_of(value, 1, 99)


DoseText = Annotated[Dose, BeforeValidator(_dose), PlainSerializer(str)]
SpanText = Annotated[Span, BeforeValidator(_span), PlainSerializer(str)]
