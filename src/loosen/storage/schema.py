"""Checker of what people write: pydantic schemas made from records, and their errors as problems of a file.

No field is declared here: types, limits, forms and rules are those of ``domain.value``. pydantic is loaded
with this module, and this module only where ``Record.from_plain`` has refused something.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec import Meta
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
)
from pydantic_core import ErrorDetails, core_schema

from loosen.domain.text import clean, slug_of
from loosen.domain.value import Before, Beside, Choose, FormType, Parse, Record
from loosen.storage.problems import (
    NOT_A_KEY,
    FileProblem,
    in_order,
    key_text,
    line_of,
    nearest,
    nearest_key,
    shown_value,
)

Value = TypeVar("Value", bound=Record)
Place = tuple[int | str, ...]
LIMITS = ("gt", "ge", "lt", "le", "pattern", "min_length", "max_length")


# Schemas


class _Table:
    """Annotation for pydantic: a table with the fields of a record, which it becomes."""

    def __init__(self, record: type[Record]) -> None:
        self._record = record

    def __get_pydantic_core_schema__(
        self, _source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        fields = {
            field.name: core_schema.typed_dict_field(
                handler.generate_schema(_type(field.type)), required=field.required
            )
            for field in msgspec.structs.fields(self._record)
        }
        table = core_schema.typed_dict_schema(fields, extra_behavior="forbid")
        return core_schema.no_info_wrap_validator_function(self._made, table)

    def _made(self, plain: object, check: Callable[[object], dict[str, Any]]) -> Record:
        return plain if isinstance(plain, self._record) else self._record(**check(plain))


def _type(kind: Any) -> Any:
    """Return the type that pydantic checks for a type of a field."""
    if isinstance(kind, FormType):
        return _form(kind)
    if isinstance(kind, type) and issubclass(kind, Record):
        return Annotated[Any, _Table(kind)]
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _annotated(args[0], args[1:])
    if origin in (Union, UnionType):
        return Union[tuple(_type(one) for one in args)]  # noqa: UP007  of as many as there are
    if origin in (tuple, dict, Mapping):
        return origin[tuple(one if one is ... else _type(one) for one in args)]
    return Any if kind is object else kind


def _form(form: FormType) -> Any:
    first, *others = form.steps
    if isinstance(first, Parse):
        return Annotated[Any, AfterValidator(first.function)]
    if isinstance(first, Choose):
        return Annotated[Any, AfterValidator(_chosen(first.function))]
    if isinstance(first, Before):
        return _with(_type(form.base), BeforeValidator(first.function), *map(_step, others))
    return _with(_type(form.base), *map(_step, form.steps))


def _chosen(choose: Callable[[object], type[Record]]) -> Callable[[object], Record]:
    def read(plain: object) -> Record:
        return plain if isinstance(plain, Record) else checked(choose(plain), plain)

    return read


def _annotated(kind: Any, notes: Iterable[object]) -> Any:
    if any(isinstance(note, Meta) and note.tz for note in notes):
        return AwareDatetime
    return _with(_type(kind), *(_step(n) for n in notes if isinstance(n, Meta | Beside)))


def _step(step: Any) -> object:
    """Return a limit, a rule or a function as pydantic takes it."""
    if isinstance(step, Beside):
        return AfterValidator(_beside(step))
    if not isinstance(step, Meta):
        return AfterValidator(step)
    found = {name: getattr(step, name) for name in LIMITS}
    limits = {name: limit for name, limit in found.items() if limit is not None}
    if "pattern" in limits:
        limits["pattern"] = limits["pattern"].replace(r"\Z", r"\z")  # as Rust has it
    return Field(**limits)


def _beside(rule: Beside) -> Callable[[object, ValidationInfo], object]:
    def check(value: object, info: ValidationInfo) -> object:
        rule.function(value, info.data)
        return value

    return check


def _with(kind: Any, *notes: object) -> Any:
    for note in notes:
        kind = Annotated[kind, note]
    return kind


@cache
def _adapter(record: type[Record]) -> TypeAdapter[Any]:
    return TypeAdapter(_type(record))


def checked(record: type[Value], plain: object) -> Value:
    """Return the record that plain data hold.

    Raises:
        ValidationError: with everything that is wrong.
    """
    value: Value = _adapter(record).validate_python(plain)
    return value


# Errors as problems


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with plain data: where, as a path of keys and indices, and as a problem."""

    place: Place
    problem: FileProblem


class Faults(Exception):
    """Plain data that are no such record, with everything that is wrong with them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)

    @property
    def problems(self) -> tuple[FileProblem, ...]:
        """The problems in the order of the file's lines."""
        return in_order(fault.problem for fault in self.faults)


def read(record: type[Value], plain: object, file: str, source: str = "") -> Value:
    """Return the record that plain data hold; problems name ``file`` and lines of its text ``source``.

    Raises:
        Faults: with everything that is wrong.
    """
    try:
        return checked(record, plain)
    except ValidationError as error:
        raise Faults(_faults(error, record, file, source)) from None


def _faults(
    error: ValidationError, record: type[Record], file: str, source: str
) -> Iterable[Fault]:
    for one in error.errors():
        if not _follows_from_others(one):
            wrong, instead = _in_words(one, record)
            key = key_text(one["loc"]) or None
            line = line_of(source, one["loc"])
            yield Fault(one["loc"], FileProblem(file, wrong, key, instead, line))


def _follows_from_others(error: ErrorDetails) -> bool:
    # Every list here wants one item at least: one with wrong items is reported as too short as well.
    return error["type"] == "too_short" and bool(error["input"])


def _in_words(error: ErrorDetails, record: type[Record]) -> tuple[str, str | None]:
    given, keys = shown_value(error.get("input")), error["loc"]
    match error["type"]:
        case "extra_forbidden":
            near = nearest_key(str(keys[-1]), _keys_at(record, keys[:-1]))
            return NOT_A_KEY, f"“{near}”" if near else None
        case "missing":
            return "is missing", f"a line “{keys[-1]} = …”"
        case "enum" | "literal_error":
            expected = re.findall(r"'([^']+)'", str(error["ctx"]["expected"]))
            near = nearest(str(error["input"]), expected)
            listed = f"“{near}”" if near else "one of " + ", ".join(expected)
            return f"{given} is not one of the words for it", listed
        case "value_error":
            wrong, _, instead = clean(str(error["ctx"]["error"]), 400).rpartition("; write ")
            return (wrong, instead) if wrong else (instead, None)
        case "string_pattern_mismatch":
            slug = slug_of(str(error["input"]))
            return f"{given} has more than small letters, digits and hyphens", f"“{slug}”"
        case kind:
            wanted = _WANTED.get(kind, "").format_map(error.get("ctx", {}))
            return f"{given} will not do", wanted or None


_WANTED = {
    "string_type": "a text in quotes",
    "string_too_long": "at most {max_length} characters",
    "too_short": "at least {min_length}",
    "too_long": "at most {max_length}",
    "tuple_type": "a list in square brackets",
    "dict_type": "a table",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "greater_than_equal": "{ge} or more",
    "greater_than": "more than {gt}",
    "less_than_equal": "{le} or less",
}
"""What to write instead, by the sort of error; braces take its limits."""


def _keys_at(record: type[Record], keys: Iterable[object]) -> list[str]:
    """Return the keys that a record allows at a place inside it, as far as it can be followed."""
    records = {record}
    for key in keys:
        if isinstance(key, str):
            types = (
                field.type
                for one in records
                for field in msgspec.structs.fields(one)
                if field.name == key
            )
            records = set().union(*map(_records_in, types)) or records
    return [name for one in records for name in one.__struct_fields__]


def _records_in(kind: Any) -> set[type[Record]]:
    if isinstance(kind, FormType):
        return _records_in(kind.base)
    if isinstance(kind, type) and issubclass(kind, Record):
        return {kind}
    return set().union(*map(_records_in, get_args(kind)), set())
