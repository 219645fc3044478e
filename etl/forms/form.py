"""What a form is: its columns, read from a class's annotations."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from etl.forms.values import CHOICE, Kind
from kpi.plan import clean_name

Cadence = Literal["monthly", "snapshot", "append"]


@dataclass(frozen=True)
class FormColumn:
    """A column of a form: its Chinese headers, its type, and how the warehouse stores it."""

    name: str
    header: str
    aliases: tuple[str, ...]
    note: str
    required: bool
    kind: Kind
    choices: tuple[str, ...]
    remark: bool
    adapter: TypeAdapter[Any]

    @property
    def stored_as(self) -> str:
        """The column's name in the warehouse; money says that it is fen."""
        return f"{self.name}_fen" if self.kind.name == "money" else self.name

    @property
    def headers(self) -> tuple[str, ...]:
        return (self.header, *self.aliases)


def column(header: str, *aliases: str, note: str = "", remark: bool = False) -> Any:
    """A form's column with its Chinese header and the other headers seen for it.

    A `remark` is free text that no figure hangs on.
    """
    extra: Any = {"aliases": list(aliases), "note": note, "remark": remark}
    return Field(title=header, json_schema_extra=extra)


class Form(BaseModel):
    """Base of the forms; `counts_on` is the date that counts, to lie in the period reported."""

    model_config = ConfigDict(extra="forbid")

    code: ClassVar[str]
    title: ClassVar[str]
    cadence: ClassVar[Cadence]
    senders: ClassVar[tuple[str, ...]]
    counts_on: ClassVar[str | None]
    # the column none of whose values may vanish unasked when a month is sent again
    keeps: ClassVar[str | None] = None
    # for a column that may be left out: the value that each sender (or kind of sender) implies
    implied: ClassVar[dict[str, dict[str, str]]] = {}
    # for a column that may be left out: what an empty cell is where the column is there
    unfilled: ClassVar[dict[str, str]] = {}

    def __init_subclass__(
        cls,
        *,
        code: str,
        title: str = "",
        cadence: Cadence,
        senders: tuple[str, ...],
        counts_on: str | None = None,
    ) -> None:
        super().__init_subclass__()
        cls.code, cls.cadence, cls.senders, cls.counts_on = code, cadence, senders, counts_on

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        # pydantic keeps the class argument `title` to itself, in the model's configuration
        cls.title = cls.model_config["title"] or ""

    @classmethod
    @cache
    def columns(cls) -> tuple[FormColumn, ...]:
        """The form's columns in the order of the blank template."""
        return tuple(_columns(cls))

    @classmethod
    @cache
    def headers(cls) -> dict[str, FormColumn]:
        """Every spelling of a header, cleaned as `header_key` cleans it, and its column."""
        return {clean_name(h): c for c in cls.columns() for h in c.headers}


def _columns(form: type[Form]) -> Iterator[FormColumn]:
    hints = get_type_hints(form, include_extras=True)
    for name, field in form.model_fields.items():
        kind_of_cell, required = _without_none(hints[name])
        extra: Any = field.json_schema_extra
        yield FormColumn(
            name=name,
            header=str(field.title),
            aliases=tuple(extra["aliases"]),
            note=extra["note"],
            required=required,
            kind=next((m for m in get_args(kind_of_cell) if isinstance(m, Kind)), CHOICE),
            choices=_choices(kind_of_cell),
            remark=extra["remark"],
            adapter=TypeAdapter(kind_of_cell),
        )


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, UnionType):
        return next(a for a in get_args(hint) if a is not type(None)), False
    return hint, True


def _choices(hint: Any) -> tuple[str, ...]:
    inner = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    return get_args(inner) if get_origin(inner) is Literal else ()
