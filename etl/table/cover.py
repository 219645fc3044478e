"""What stands above a table: who reports, for which months, in which money unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from etl.forms.bounds import MOST_OF_TEXT
from etl.forms.values import FEN_PER, money_unit_in
from etl.problems import cell_name
from etl.read.cells import Remark, Sheet, Value, show
from etl.table.periods import Period, only_period
from kpi.plan import clean_name

UNIT_LABELS = (
    *("填报单位", "报送单位", "上报单位", "填表单位", "报告单位", "编报单位", "单位名称"),
    *("填报单位名称", "报送单位名称", "填报部门", "报送部门", "填报机构", "报送机构", "编制单位"),
    *("填报街镇", "报送街镇"),
)
PERIOD_LABELS = (
    *("填报月份", "报表期间", "填报期间", "报告期", "所属期", "报表月份", "所属月份", "报送月份"),
    *(
        "统计月份",
        "统计期间",
        "统计时段",
        "报告期间",
        "报告月份",
        "所属时期",
        "数据期间",
        "期间",
        "月份",
    ),
    *("填报期", "报表时间", "数据月份"),
)
AS_OF_LABELS = (
    "统计时间",
    "截止时间",
    "截至时间",
    "截止日期",
    "截至日期",
    "统计日期",
    "截至",
    "截止",
)
MONEY_LABELS = ("金额单位", "单位", "计量单位", "货币单位", "资金单位", "数据单位")
CURRENCY_LABELS = ("人民币单位", "币种", "货币", "货币种类", "结算货币")
OWN_CURRENCY = ("人民币", "RMB", "CNY", "￥", "¥", "本币")
OTHER_LABELS = (
    *(
        "填报人",
        "填表人",
        "制表人",
        "制表",
        "经办人",
        "联系人",
        "联系电话",
        "联系方式",
        "电话",
        "手机",
    ),
    *(
        "填报日期",
        "填表日期",
        "制表日期",
        "报送日期",
        "上报日期",
        "填报时间",
        "填表时间",
        "制表时间",
    ),
    *("报送时间", "上报时间", "日期", "审核人", "审核", "复核人", "复核", "负责人", "单位负责人"),
    *("分管领导", "主管领导", "部门负责人", "表号", "文号", "制定机关", "有效期至", "附件"),
)
LABELS = (
    *(*UNIT_LABELS, *PERIOD_LABELS, *AS_OF_LABELS),
    *(*MONEY_LABELS, *CURRENCY_LABELS, *OTHER_LABELS),
)


def _any_of(labels: tuple[str, ...]) -> str:
    # The longest first, white space between the signs allowed: 填 报 单 位.
    return "|".join(r"\s*".join(label) for label in sorted(labels, key=len, reverse=True))


_ANY = _any_of(LABELS)
# The words for a seal: 盖章, 公 章.
_STAMP = "|".join(r"\s*".join(word) for word in ("盖章", "公章", "签章", "盖公章", "章"))
# Remarks that stand behind a label: 填报单位（盖章）, 单位（全称）.
_SEAL = rf"(?:\s*[(（]\s*(?:{_STAMP}|全\s*称|签\s*字)\s*[)）])*"
# A label is followed by its value in the same cell, or stands alone before the cell that holds it.
# For example 填报单位：七宝镇, or 填报人：张某 填报日期：2022年9月30日.
_LABELLED = re.compile(
    rf"({_ANY}){_SEAL}\s*+[:：]\s*+(.*?)"
    # A comma ends a value only before the next label: 填报单位：七宝镇、莘庄镇 are two units.
    rf"(?=\s*+[,，;；、|]?\s*+(?:{_ANY}){_SEAL}\s*+[:：]|\s*+[,，;；、|]?\s*+$|\s{{2}}|\n)",
    re.DOTALL,
)
# A label and nothing else: 填报单位（盖章）：
LABEL_ALONE = re.compile(rf"({_ANY}){_SEAL}\s*+[:：]?")
# 单位 alone may be a word of a title.
_LONG_LABELS = tuple(name for name in LABELS if len(name) > 2)
# A label whose colon was forgotten: a space, or at once a name or a month.
# For example 填报单位 七宝镇, 填报月份——9月.
_SPACED = re.compile(
    rf"(?:^|(?<=[\s,，;；]))({_any_of(_LONG_LABELS)}){_SEAL}(?:\s++|\s*+[—\-=]++\s*+)(\S.*?)"
    rf"(?=\s++(?:{_ANY}){_SEAL}\s*+\S|\s{{2}}|[,，;；]|\s*+$)"
)
# At once a name or a month: 填报单位七宝镇, 填报月份2022年9月.
_JOINED = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:({_any_of(UNIT_LABELS)}){_SEAL}"
    r"([^\s:：—\-=][^\s:：]{0,13}?(?:镇|街道|区|局|委|办|会|园|中心|公司|组|部|院|分指|处|乡))(?=\s|$)"
    rf"|({_any_of(PERIOD_LABELS)})([^\s:：]{{0,40}}(?:月|季度|半年|20\d\d[.\-/]\d+)[^\s:：]*))"
)
# A money unit needs no label where it stands alone in brackets: 采购明细表（万元）.
_BRACKET = re.compile(r"[(（\[【〔]([^()（）\[\]【】〔〕]*)[)）\]】〕]")
# A money unit within a sentence: 单位为万元, 以万元计; not 单位元/人.
_UNIT_WORD = re.compile(
    r"(?:金额|计量|货币)?单位[\s为是:：均以]*(?:人民币)?([十百千万亿]*元)(?!/)"
    r"|以(?:人民币)?([十百千万亿]*元)(?:为单位|计)"
)
# A seal's mark behind a value: 七宝镇（盖章）.
_SEALED = re.compile(rf"(?<!\s)\s*+[(（]\s*(?:{_STAMP})\s*[)）]\s*$")
# A money unit that no form takes: 千元, 美元, 港币.
_FOREIGN_UNIT = re.compile(r"[十百千万亿]+元|[美港欧日]元|美金|港币|欧元|英镑")
FOOTER = "页脚"
# What 单位：… may count besides money.
MEASURES = frozenset({*"人个家场次份名件项户批斤吨期团所%", "人次", "公斤", "元/人"})


@dataclass(frozen=True)
class Entry:
    """A value of the cover and the cell where it stands."""

    value: Value
    cell: str


@dataclass(frozen=True)
class Cover:
    """The entries of a cover by kind; each may be written more than once.

    `lines` are its texts that carry no label: a title, or what else stands there; `value_cells`
    are those that hold what a label in them or beside them asks for.
    """

    units: tuple[Entry, ...]
    periods: tuple[Entry, ...]
    money_units: tuple[Entry, ...]
    title: str
    plain_title: str = ""
    as_of: tuple[Entry, ...] = ()
    lines: tuple[str, ...] = ()
    value_cells: frozenset[str] = frozenset()

    def titles(self, form_title: str) -> tuple[str, ...]:
        """The lines that name the form: notes of a table above may stand among the others."""
        return tuple(line for line in self.lines if form_title in clean_name(line))

    def period(self, year: int) -> Period | None:
        """The first period that can be read; a year alone is no period."""
        return next((p for _, p in self.stated(year)), None)

    def stated(self, year: int, snapshot: bool = False) -> list[tuple[Entry, Period]]:
        """Each entry that can be read as a period; 截至 says it of a snapshot."""
        entries = self.periods or (self.as_of if snapshot else ())
        periods = ((entry, _period(entry.value, year)) for entry in entries)
        return [(entry, period) for entry, period in periods if period]


def read_cover(
    sheet: Sheet, last_row: int, first_row: int = 0, remarks: tuple[Remark, ...] = ()
) -> Cover:
    """The cover in the rows from `first_row` up to the table's headers at `last_row`.

    `remarks` say of it what they say: a unit in a comment, a text box or a print header counts.
    """
    entries = list(_entries(sheet, first_row, last_row))
    entries += [entry for remark in remarks for entry in _entries_of_remark(remark)]
    entries = [_of_money(label, entry) for label, entry in entries]

    def of(labels: tuple[str, ...]) -> tuple[Entry, ...]:
        return tuple(dict.fromkeys(entry for label, entry in entries if label in labels))

    texts = [text for _, _, text in _texts(sheet, first_row, last_row)]
    # A footer says who printed the sheet and when, and nothing of what it is about.
    texts += [r.text for r in remarks if r.kind != FOOTER and len(r.text) <= MOST_OF_TEXT]
    title = "；".join(texts)
    # 填报日期：2022年10月8日 does not say which month is reported, nor 填报人 which unit.
    for entry in of(OTHER_LABELS):
        title = title.replace(show(entry.value), " ")
    # A colon makes an entry of a line: 填报单位：七宝镇.
    lines = tuple(t for t in texts if not re.search(r"[:：]", t) and not LABEL_ALONE.fullmatch(t))
    plain = "；".join(lines)
    for entry in (e for _, e in entries):
        plain = plain.replace(show(entry.value), " ")
    return Cover(
        of(UNIT_LABELS),
        of(PERIOD_LABELS),
        of(MONEY_LABELS),
        title,
        plain,
        of(AS_OF_LABELS),
        lines,
        frozenset(e.cell for _, e in entries),
    )


def _of_money(label: str, entry: Entry) -> tuple[str, Entry]:
    """币种：美元 is a money unit, and 币种：人民币 says nothing."""
    if label not in CURRENCY_LABELS:
        return label, entry
    return OTHER_LABELS[0] if entry.value in OWN_CURRENCY else MONEY_LABELS[0], entry


def _texts(sheet: Sheet, first_row: int, last_row: int) -> Iterator[tuple[int, int, str]]:
    """Those of a bearable length: a longer one is refused, see etl/check/lengths.py."""
    return (t for t in sheet.texts(last_row, first_row) if len(t[2]) <= MOST_OF_TEXT)


def _entries(sheet: Sheet, first_row: int, last_row: int) -> Iterator[tuple[str, Entry]]:
    for row, column, text in _texts(sheet, first_row, last_row):
        yield from _entries_of_text(text, cell_name(row, column))
        label = LABEL_ALONE.fullmatch(text.strip())
        if label:
            name = clean_name(label[1])
            yield from ((name, entry) for entry in _next_entry(sheet, row, column))


def without_labels(text: str) -> str:
    """A text without its labels and their values: （累计） of 填报单位：七宝镇  （累计）."""
    return "" if LABEL_ALONE.fullmatch(text.strip()) else _LABELLED.sub(" ", text).strip()


def _entries_of_text(text: str, cell: str) -> Iterator[tuple[str, Entry]]:
    labelled = [
        (clean_name(m[1]), _trimmed(m[2]))
        for m in _LABELLED.finditer(text)
        if _starts_word(text, m)
    ]
    # No colon at all: 填报单位 七宝镇.
    if not re.search(r"[:：]", text):
        labelled += _without_colons(text)
    yield from ((label, Entry(value, cell)) for label, value in labelled if value)
    yield from ((MONEY_LABELS[0], Entry(unit, cell)) for unit in bare_money_units(text))


def _entries_of_remark(remark: Remark) -> Iterator[tuple[str, Entry]]:
    known = remark.row is not None and remark.column is not None
    cell = cell_name(remark.row or 0, remark.column or 0) if known else remark.kind
    for line in remark.text.splitlines():
        yield from _entries_of_text(line.strip(), cell)


def is_labelled(text: str) -> bool:
    """Whether a text begins with a cover's label and a colon: 填报月份：2022年9月."""
    return bool(_LABELLED.match(text.strip()))


def _without_colons(text: str) -> list[tuple[str, str]]:
    spaced = [(clean_name(m[1]), _trimmed(m[2])) for m in _SPACED.finditer(text)]
    joined = [(clean_name(m[1] or m[3]), m[2] or m[4]) for m in _JOINED.finditer(text)]
    return spaced + joined


def bare_money_units(text: str) -> Iterator[str]:
    """Money units that a text states without a label: in brackets, or as 单位万元."""
    for part in _BRACKET.findall(text):
        unit = money_unit_in(part)
        if unit and (unit in FEN_PER or _FOREIGN_UNIT.fullmatch(unit)):
            yield unit
    for match in _UNIT_WORD.finditer(text):
        yield match[1] or match[2]
    if text.strip() in FEN_PER or _FOREIGN_UNIT.fullmatch(text.strip()):
        yield text.strip()


def _starts_word(text: str, match: re.Match[str]) -> bool:
    """`单位：` in 填报单位：七宝镇 is no label of its own."""
    before = text[match.start() - 1] if match.start() else " "
    # A Chinese character: the 报 before the 单位 of 填报单位.
    return not re.match(r"[\u4e00-\u9fff]", before)


def _trimmed(value: str) -> str:
    """A value without its seal mark, or the closing bracket of the title it stood in."""
    value = _SEALED.sub("", value.strip())
    # An opening bracket: without one the last sign of 万元） is the title's.
    unopened = value[-1:] in (")", "）") and not re.search(r"[(（]", value)
    return value[:-1].strip() if unopened else value


def _next_entry(sheet: Sheet, row: int, column: int) -> Iterator[Entry]:
    for index in range(column + 1, len(sheet.columns)):
        value = sheet.cell(row, index)
        if value is None or (isinstance(value, str) and not value.strip(" :：")):
            continue
        text = show(value)
        if not LABEL_ALONE.fullmatch(text.strip()) and not _LABELLED.match(text):
            yield Entry(_trimmed(value) if isinstance(value, str) else value, cell_name(row, index))
        return


def _period(value: Value, year: int) -> Period | None:
    if isinstance(value, float) and value in range(1, 13):
        return Period.of_month(year, int(value))
    if isinstance(value, float) and str(value).endswith(".1"):
        return None  # 2022.10 typed as a number is 2022.1, and so is January
    if isinstance(value, date):
        return Period.of_month(value.year, value.month)
    return only_period(show(value), year)
