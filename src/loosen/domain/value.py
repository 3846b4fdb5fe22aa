"""Base class of values that files hold, and the constrained types of their fields.

A field is declared once, by its type: ``rest: Annotated[int, Meta(ge=0, le=600)] = 5``. A type that a file
holds in another form, or with a rule of its own, is a ``Form``; a rule for several fields is a
``__post_init__`` that raises ValueError. Two readers follow these: ``from_plain`` and ``from_json`` here,
which stop at the first problem, and ``storage.schema``, which reports every problem of a file.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from copy import copy
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeVar, dataclass_transform

import msgspec
from msgspec import Meta, Struct, StructMeta

from loosen.domain.text import clean

__all__ = [
    "MOST_LINES",
    "AwareDatetime",
    "Before",
    "Beside",
    "Choose",
    "Form",
    "FormType",
    "Invalid",
    "Note",
    "OwnSlug",
    "Parse",
    "Record",
    "RecordType",
    "Slug",
    "Slugs",
    "Step",
    "Text",
    "Texts",
    "Value",
    "convert",
    "decoder_of",
    "defaults_of",
    "encode",
    "read_form",
    "written",
]

MOST_LINES = 60
"""Limit for each list of lines in an exercise, such as its steps or cues."""

Invalid = msgspec.ValidationError
"""What the readers of this module raise: plain data is not such a value."""

Function = Callable[[Any], Any]


class Parse(Struct, frozen=True):
    """Part of a ``Form``: the function makes the value of the plain data, and takes a value as it is."""

    function: Function


class Before(Struct, frozen=True):
    """Part of a ``Form``: the function changes the plain data before they are read."""

    function: Function


class Choose(Struct, frozen=True):
    """Part of a ``Form`` of several records: the function tells from plain data which of them it is."""

    function: Callable[[object], type["Record"]]


class Beside(Struct, frozen=True):
    """Annotation of a field: a rule that looks at other fields too, by name; it raises ValueError.

    ``storage.schema`` reports it at the field, beside all other problems.
    """

    function: Callable[[Any, Mapping[str, Any]], None]


Step = Function | Meta | Parse | Before | Choose


class FormType(type):
    """Class of the field types that ``Form`` makes. Their values are instances of other classes."""

    base: object
    steps: tuple[Step, ...]
    read: Function

    def __instancecheck__(cls, instance: object) -> bool:
        return True


if TYPE_CHECKING:
    from typing import Annotated as Form
else:

    class Form:
        """``Form[kind, step, …]``: the field type of a ``kind`` that is not read as it stands.

        Each step is a function that changes the value or raises ValueError, a ``Meta`` with limits, or one
        of ``Parse``, ``Before`` and ``Choose``.
        """

        def __class_getitem__(cls, given: tuple[Any, ...]) -> FormType:
            base, *steps = given
            reader = staticmethod(_reader(base, steps))
            return FormType("Form", (), {"base": base, "steps": tuple(steps), "read": reader})


def _reader(base: object, steps: list[Step]) -> Function:
    """Return the function that reads a form, from plain data or from a value that was read before."""
    if isinstance(steps[0], Parse):
        return steps[0].function
    if isinstance(steps[0], Choose):
        choose = steps[0].function
        return lambda plain: plain if isinstance(plain, Record) else convert(plain, choose(plain))
    functions = [_function(base, step) for step in steps]
    if isinstance(steps[0], Before):
        return lambda plain: _through(functions, plain)
    if base is str:  # most of all values are texts
        return lambda plain: _through(
            functions, plain if type(plain) is str else convert(plain, str)
        )
    return lambda plain: _through(functions, convert(plain, base))


def _through(functions: list[Function], value: object) -> object:
    for function in functions:
        value = function(value)
    return value


def _function(base: object, step: Any) -> Function:
    if isinstance(step, Before):
        return lambda plain: convert(step.function(plain), base)
    if isinstance(step, Meta):
        limited: Any = Annotated[base.base if isinstance(base, FormType) else base, step]
        return lambda value: convert(value, limited)
    function: Function = step
    return function


def read_form(form: type, plain: object) -> Any:
    """Return the value of a form; msgspec calls it for types that it does not know, ``object`` among them."""
    return form.read(plain) if isinstance(form, FormType) else plain


def convert(plain: object, kind: Any) -> Any:
    """Return plain data as a value of a type.

    Raises:
        Invalid: at the first thing that is wrong.
    """
    return msgspec.convert(plain, kind, dec_hook=read_form, str_keys=True)


@cache
def decoder_of(
    kind: Any, hook: Callable[[type, Any], Any] = read_form
) -> "msgspec.json.Decoder[Any]":
    """Return the reader of JSON for a type; ``hook`` gives the values of forms."""
    return msgspec.json.Decoder(kind, dec_hook=hook)


_ENCODER = msgspec.json.Encoder(enc_hook=str)


def encode(value: object) -> bytes:
    """Return a value as JSON; what files hold as a text, such as a dose, by its ``str``."""
    return _ENCODER.encode(value)


Written = TypeVar("Written", bound=type)


def written(kind: Written) -> Written:
    """Mark a dataclass as one that files hold as a text, by its ``str``, and not as a table.

    It is then none to ``dataclasses.replace`` any more.
    """
    names = tuple(kind.__dataclass_fields__)  # type: ignore[attr-defined]  # as any dataclass has

    def parts(self: object) -> tuple[type, tuple[object, ...]]:
        return kind, tuple(getattr(self, name) for name in names)

    kind.__reduce__ = parts  # type: ignore[assignment, method-assign]  # what copies are made by
    del kind.__dataclass_fields__  # type: ignore[attr-defined]  # what msgspec knows a table by
    return kind


def _not_empty(text: str) -> str:
    if not text:
        raise ValueError("is empty: write some text, or leave the key out")
    return text


Text = Form[str, clean, _not_empty]
Note = Form[str, clean]
"""Text that may be empty."""
_WORDS = "[a-z0-9]+(-[a-z0-9]+)*"
# One dot sets imported slugs apart: a person's own exercise has none, so that the two never meet.
Slug = Annotated[str, Meta(pattern=rf"^({_WORDS}\.)?{_WORDS}\Z", max_length=64)]
OwnSlug = Annotated[str, Meta(pattern=rf"^{_WORDS}\Z", max_length=64)]
Texts = Annotated[tuple[Text, ...], Meta(max_length=MOST_LINES)]
Slugs = Annotated[tuple[Slug, ...], Meta(max_length=MOST_LINES)]
AwareDatetime = Annotated[datetime, Meta(tz=True)]


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Value(Struct, frozen=True):
    """Base class of values that no person writes: frozen, made by position or by name.

    It stands for a dataclass where the program starts: a class of it is there in a twentieth of the time.
    """

    def copy_with(self, **changes: Any) -> Self:
        """Return a copy with other fields."""
        return msgspec.structs.replace(self, **changes)


class RecordType(StructMeta):
    """Class of records: fields by keyword, in any order; an unknown key is an error."""

    def __new__(
        mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any
    ) -> "RecordType":
        options = {"kw_only": True, "forbid_unknown_fields": True, **options}
        return super().__new__(mcs, name, bases, namespace, **options)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Record(Struct, frozen=True, gc=False, metaclass=RecordType):
    """Base class of values read from files: frozen, compared and hashed by their fields.

    A record made by its class is taken as it is: ``from_plain`` is what checks and cleans. The garbage
    collector does not look at records, which hold no cycles: a long history has half a million of them.
    """

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Return the record that plain data hold; values that were read before are taken as they are.

        Raises:
            Invalid: at the first thing that is wrong.
        """
        record: Self = convert(plain, cls)
        return record

    @classmethod
    def from_json(cls, text: bytes | str) -> Self:
        """Return the record that a JSON text holds.

        Raises:
            msgspec.DecodeError: where it is no JSON; ``Invalid`` is one of them.
        """
        record: Self = decoder_of(cls).decode(text)
        return record

    def to_plain(
        self, *, defaults: bool = True, none: bool = True, without: Collection[str] = ()
    ) -> dict[str, Any]:
        """Return the record as plain data, as JSON and TOML have them.

        Without ``defaults`` fields that have theirs are left out, and without ``none`` those that are
        None, here and inside; fields ``without`` are left out here.
        """
        if defaults:
            plain: dict[str, Any] = msgspec.json.decode(encode(self))
        else:
            plain = {name: _plain(value) for name, value in _set_fields(self)}
        plain = plain if none else _present(plain)
        return {name: value for name, value in plain.items() if name not in without}

    def to_json(self, *, defaults: bool = True) -> bytes:
        """Return the record as JSON; see ``to_plain``."""
        return encode(self if defaults else self.to_plain(defaults=False))

    def copy_with(self, **changes: Any) -> Self:
        """Return a copy with other fields, which are taken as they are: no rule is asked."""
        made = copy(self)
        for name, value in changes.items():
            msgspec.structs.force_setattr(made, name, value)
        return made

    def fields(self) -> dict[str, Any]:
        """Return the fields by name, records inside as they are."""
        return msgspec.structs.asdict(self)


@cache
def defaults_of(record: type[Record]) -> dict[str, object]:
    """Return the default of every field that has one."""
    found: dict[str, object] = {}
    for field in msgspec.structs.fields(record):
        if field.default is not msgspec.NODEFAULT:
            found[field.name] = field.default
        elif field.default_factory is not msgspec.NODEFAULT:
            found[field.name] = field.default_factory()
    return found


_NONE = object()


def _set_fields(record: Record) -> Iterator[tuple[str, object]]:
    """Yield the fields that differ from their defaults."""
    defaults = defaults_of(type(record))
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if value != defaults.get(name, _NONE):
            yield name, value


def _present(plain: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _present(value) if isinstance(value, dict) else value
        for name, value in plain.items()
        if value is not None
    }


def _plain(value: object) -> object:
    if isinstance(value, Record):
        return value.to_plain(defaults=False)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return msgspec.to_builtins(value, enc_hook=str)
