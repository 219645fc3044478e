"""What the text of a header says: the form's column, and the unit that its values are in."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from etl.forms.form import Form, FormColumn
from etl.forms.forms import FORMS
from etl.forms.values import FEN_PER, money_unit_in
from etl.read.signs import number_like, without_marks
from kpi.plan import clean_name

RUNNING_NUMBER = frozenset({"序号", "序", "NO", "NO.", "No", "No.", "行号", "项次"})
_BRACKETS = str.maketrans("【〔［[{｛】〕］]}｝", "(((((())))))")
# The number before a header: 1.采购单位, (一)产品名称, 3采购日期.
_NUMBERING = re.compile(r"^(?:[(]?[\d一二三四五六七八九十]{1,2}[).、．]|\d{1,2}(?=[^\W\d]))")
# The word before a part of a sum: 其中:女.
_AMONG = re.compile(r"^(?:其中|其)[:：,，]?")
# The last remark in brackets and what stands before it: 采购额度(含税)(万元).
_BRACKETED = re.compile(r"(.+?)\(([^()]*)\)")
# A money unit behind a name without brackets: 采购金额万元, 采购金额/元.
_TAILED = re.compile(r"(.+?)(?<![十百千万亿美])[,，:：/、\-]?(?:单位:?)?([十百千万亿美]*元)")
# Signs that may be left out of a header; % and $ may not.
# Letters, digits and such signs alone: 县/区, 采购-金额.
_HARMLESS = re.compile(r"[\w()/、,.·—\-]+")
# An amount without its tax, which no form asks for: 采购金额(不含税).
_NOT_THIS = re.compile(r"不含税|税前|除税")
# Words that make another figure of a column's: 采购额度（预计）, 上年同期 above 销售额.
_OTHER_FIGURE = (
    # Another figure than the one that was reached: 预计, 上年同期, 占比.
    r"预计|预估|目标|计划|预算|上年|去年|往年|同期|同比|环比|上月|上期|单价|占比|增长|存量|结余|剩余|未付"
    r"|不含(?!税)"
)
# A month's rows are of that month, a snapshot's are all that has been reached by its end.
_OTHER_SPAN = {
    # More than a month: 累计, 1-9月.
    "monthly": r"累计|本年|全年|\d{1,2}月?[-~至]\d{1,2}月",
    # Less than all until now: 本月, 本季.
    "snapshot": r"本月|当月|本季",
    # A sum of earlier reports: 累计.
    "append": r"累计",
}
_NO_UNITS = ("必填", "选填", "单选", "数字", "填数字", "全称")
_PLANNED = ("计划", "预算", "目标")
# A plan together with what was done: 计划与完成情况, 预算执行.
_AND_DONE = re.compile(r"完成|实际|执行|情况|[及与和、]")
# A part of a figure: 其中, 女.
_AMONG_OTHERS = re.compile(r"其中|女")
_FIGURES = ("money", "count", "number")
# A multiplied or a foreign unit changes a figure; 人, 名 or 年月日 do not.
# 百人, 万人次, ‰, %.
_ODD_UNIT = re.compile(r"[十百千万亿]+.{0,2}|‰|%")


@dataclass(frozen=True)
class Meaning:
    """The column that a header names; `exact`: by its own name, not by an alias."""

    column: FormColumn
    exact: bool
    unit: str | None
    running: bool = False  # it may also be a mere running number
    from_above: bool = False  # the unit, or part of the name, stands in an upper row


@lru_cache(maxsize=100_000)
def header_key(text: str) -> str:
    """A header without white space, stars, numbering, footnote marks and 其中."""
    name = clean_name(without_marks(text)).translate(_BRACKETS)
    name = _NUMBERING.sub("", name)
    return _AMONG.sub("", name)


@lru_cache(maxsize=100_000)
def said_by(form: type[Form], text: str) -> Meaning | None:
    """What a header says in a form, None where it names none of its columns."""
    name = header_key(text)
    if not name or len(name) > 60 or _NOT_THIS.search(name):
        return None
    meaning = _plain(form, name) or _bracketed(form, name) or _tailed(form, name)
    return meaning or (_plain(_loose(form), _bare(name)) if _HARMLESS.fullmatch(name) else None)


def _plain(form: type[Form] | dict[str, FormColumn], name: str, remark: str = "") -> Meaning | None:
    headers = form if isinstance(form, dict) else form.headers()
    column = headers.get(name)
    if column is None and name.endswith("时间"):
        column = headers.get(name.removesuffix("时间") + "日期")
    if column is None:
        return None
    exact = _bare(name) == _bare(clean_name(column.header))
    return Meaning(column, exact, _unit(column, remark), name in RUNNING_NUMBER)


def _bracketed(form: type[Form], name: str) -> Meaning | None:
    """采购额度(含税)(万元): remarks are taken off from the right until a column is left."""
    remark = ""
    while match := _BRACKETED.fullmatch(name):
        name, remark = match[1], f"{match[2]},{remark}"
        if meaning := _plain(form, name, remark):
            return None if _is_another(form, meaning.column, remark) else meaning
    meaning = _tailed(form, name) if remark else None
    if meaning is None or _is_another(form, meaning.column, remark):
        return None
    return Meaning(meaning.column, meaning.exact, _unit(meaning.column, remark) or meaning.unit)


def makes_another(form: type[Form], column: FormColumn, text: str) -> bool:
    """Whether words beside or above a header make another figure of it than the form asks for."""
    if column.kind.name not in _FIGURES:
        return False
    own = "".join(column.headers)
    # Each word of the two patterns above: 预计 and 累计 of 预计累计.
    words = re.findall(f"{_OTHER_FIGURE}|{_OTHER_SPAN[form.cadence]}", clean_name(text))
    # 计划与完成情况 stands above both.
    planned = () if _AND_DONE.search(text) else _PLANNED
    return any(word not in own and (word not in _PLANNED or word in planned) for word in words)


def _is_another(form: type[Form], column: FormColumn, remark: str) -> bool:
    part = column.kind.name in _FIGURES and bool(_AMONG_OTHERS.search(remark))
    return part or makes_another(form, column, remark)


def _tailed(form: type[Form], name: str) -> Meaning | None:
    match = _TAILED.fullmatch(name)
    if match:
        return _plain(form, match[1], match[2])
    return _plain(form, name[:-1], "%") if name.endswith("%") else None


def _unit(column: FormColumn, remark: str) -> str | None:
    """The unit in a header's remark, as far as it bears on the column's values."""
    if not remark:
        return None
    if column.kind.name == "money":
        return money_unit_in(remark)
    # Cut at signs and at 单位: 含税,单位:万元 is 含税 and 万元.
    words = [w for w in re.split(r"[,，、;:/]|单位", remark) if w]
    if column.kind.name == "number":
        return next((w for w in words if len(w) <= 4 and w not in _NO_UNITS), None)
    if column.kind.name in ("count", "percent"):
        return next((w for w in words if _ODD_UNIT.fullmatch(w)), None)
    return None


def unit_above(column: FormColumn, text: str) -> str | None:
    """The unit that an upper header gives to the columns under it: 资金情况（万元）."""
    name = header_key(text)
    # What stands in each pair of brackets: 含税 and 万元 of 资金(含税)(万元).
    remarks = ",".join(re.findall(r"\(([^()]*)\)", name))
    if column.kind.name == "money" and not remarks:
        tail = _TAILED.fullmatch(name)
        remarks = tail[2] if tail else ""
    if column.kind.name == "number":
        return None
    return _unit(column, remarks)


def is_money_unit(text: str) -> bool:
    """Whether a text is nothing but a money unit: （万元）, 单位 万元."""
    bare = _bare(header_key(text)).removeprefix("金额").removeprefix("单位")
    return bare.removeprefix("人民币") in FEN_PER


@lru_cache(maxsize=100_000)
def looks_like_header(text: str) -> bool:
    """Whether a text is a header of any form."""
    if len(text) > 60 or not _beginnings().match(_bare(header_key(text))):
        return False
    return any(said_by(form, text) for form in FORMS.values())


@cache
def _beginnings() -> re.Pattern[str]:
    """What a header begins with, for remarks stand behind its name: one look for all forms."""
    names = {_bare(clean_name(name)) for form in FORMS.values() for name in form.headers()}
    names |= {name.removesuffix("日期") + "时间" for name in names if name.endswith("日期")}
    # One of the names, as it stands: 采购单位|采购日期|…
    return re.compile("|".join(map(re.escape, sorted(names))))


@cache
def first_signs() -> frozenset[str]:
    """The signs that a header can begin with: a quick look before `looks_like_header`."""
    names = (name for form in FORMS.values() for name in form.headers())
    return frozenset({name[0] for name in names} | set("*其([【〔{"))


def may_be_header(value: object) -> bool:
    if not isinstance(value, str) or len(value) > 60:
        return False
    first = value.lstrip()[:1]
    start = unicodedata.normalize("NFKC", first)
    known = start in first_signs() or number_like(first) is not None
    return (known or bool(_NUMBERED.match(value))) and looks_like_header(value)


# A number and the word that it numbers: 1.采购单位, 二、采购渠道; not 2022-9-3.
_NUMBERED = re.compile(r"\s*[\d一二三四五六七八九十]{1,2}[).、．]?\s*[^\W\d]")


@cache
def _loose(form: type[Form]) -> dict[str, FormColumn]:
    return {_bare(name): column for name, column in form.headers().items()}


def _bare(name: str) -> str:
    """A header's letters alone: 结对县(区) and 结对县/区 are the same."""
    # All but letters and digits: the brackets of 结对县(区).
    return re.sub(r"[\W_]", "", name)
