"""Two columns that may both be the amount: net and gross, ordered and paid, or two of a name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from etl import rules
from etl.check.arithmetic.compare import adds_up, is_net, is_part, is_sum, near, row_pairs
from etl.check.arithmetic.numbers import Numbers, numbers_at, unknown_numbers
from etl.check.arithmetic.reading import Reading
from etl.forms.form import Form, FormColumn
from etl.forms.values import FEN_PER
from etl.problems import Choice, Problem, cell_name, column_name
from etl.questions import Question, ask
from etl.rules import Rule
from etl.table.headers import header_key, said_by, unit_above
from etl.table.locate import Table
from etl.table.match import Header, stacks
from kpi.plan import clean_name

# Names of what may be the amount itself: 价税合计, 实付款, 结算金额.
_AMOUNT = re.compile(
    r"金额|额度|购额|售额|价税|含税|合计|总计|总价|总额|货款|价款|实付|应付|实收|应收|到账|结算|付款|支付"
)
# Names of a part, a plan, another time or another measure: 其中:832平台, 计划金额, 不含税价.
_OTHER = re.compile(
    r"其中|计划|预算|预计|预估|目标|上年|去年|往年|同期|同比|环比|上月|上期|累计|年初|全年|单价|均价|率|税额"
    r"|不含|未税|去税|除税|税前|运费|折扣(?!后)|优惠(?!后)|补贴|结余|余额|剩余|未付|占|比例|日期|时间|方式|状态|账号|单位"
)
# The tax itself: 税额, 税金; not 税率.
_TAX = re.compile(r"税额|税金|增值税$")
# Its own header says that it is the whole, tax and all: 采购额度(含税), 价税合计.
_WHOLE = re.compile(r"价税|(?<!不)(?<!未)含税|合计|总")
# The form's own amount in other words: 采购总额, 实际采购额(元), 价税合计.
_PLAIN_AMOUNT = re.compile(
    r"(?:(?:本月|当月|本次|实际)?(?:采购|购买|销售|消费)(?:帮扶|扶贫)?(?:农?产品|商品)?(?:实际|总)?(?:金额|额度|额|款)"
    r"|(?:本月|当月)?总(?:金额|额)|(?:价税)(?:合计)(?:金额)?|含税(?:总)?(?:金额|额|价))"
    r"(?:\((?:单位:)?(?:人民币)?[万亿]?元\))?"
)
SINGLE = ("purchase", "county_sale", "enterprise")  # forms with one column of money
PLAIN = ("金额", "人数")  # yield to the form's own name


def settle_amounts(reading: Reading) -> tuple[Reading, list[Problem]]:
    """The reading with the column that is meant, where its headers or an answer say which."""
    problems: list[Problem] = []
    if not len(reading.table.rows):
        return reading, []
    unclear = [column for column, _ in reading.table.ambiguous] + reading.table.missing
    for column, indexes in reading.table.ambiguous:
        if column.kind.name in ("money", "count"):
            reading, asked = _settle_ambiguous(reading, column, indexes)
            problems += asked
    beside = unknown_numbers(reading.table)
    reading, asked = _settle_missing(reading, beside)
    problems += asked
    for header in reading.table.headers if beside else ():
        if header.column.kind.name not in ("money", "count") or header.column in unclear:
            continue
        own = numbers_at(reading.table, header.index, _name(reading.table, header.index))
        rivals = _rivals(reading, header, own, beside)
        reading = reading.understanding(_explained(reading, header, own, beside, rivals))
        if rivals:
            reading, problem = _settle(reading, header.column, [own, *rivals[:2]])
            problems.append(problem)
        elif header.column.kind.name == "money" and is_net(own, _taxes(own, beside)):
            problems.append(_ask_net(reading, own))
    return reading, problems


def _settle_ambiguous(
    reading: Reading, column: FormColumn, indexes: tuple[int, ...]
) -> tuple[Reading, list[Problem]]:
    table = reading.table
    columns = [numbers_at(table, i, _name(table, i)) for i in indexes[:3]]
    rest = tuple(pair for pair in table.ambiguous if pair[0] is not column)
    headers = (*table.headers, _header(column, columns[0]))
    headers = tuple(sorted(headers, key=lambda h: h.index))
    reading = replace(reading, table=replace(table, ambiguous=rest, headers=headers))
    reading = reading.understanding(indexes)
    same = (_says_the_same(reading, column, columns[0], other) for other in columns[1:])
    if len(columns) == len(indexes) and all(same):
        return reading, []
    reading, problem = _settle(reading, column, columns, rules.AMBIGUOUS_COLUMN)
    return reading, [problem]


def _settle_missing(reading: Reading, beside: list[Numbers]) -> tuple[Reading, list[Problem]]:
    """实际金额 and the like may be the amount of a table that has no column of that name."""
    missing = [c for c in reading.table.missing if c.kind.name == "money"]
    named = [c for c in beside if _AMOUNT.search(c.name) and not _OTHER.search(c.name)]
    if not missing or not named or reading.table.form.code not in SINGLE:
        return reading, []
    headers = (*reading.table.headers, _header(missing[0], named[0]))
    headers = tuple(sorted(headers, key=lambda h: h.index))
    reading = replace(reading, table=replace(reading.table, headers=headers))
    if len(named) == 1 and _is_plain(named[0], beside):
        return reading.understanding([named[0].index]), []
    reading, problem = _settle(reading, missing[0], named[:3])
    return reading.understanding(c.index for c in beside), [problem]


def _is_plain(numbers: Numbers, beside: list[Numbers]) -> bool:
    """采购总额 is the amount in other words, where no other amount or part stands beside it."""
    if any(_OTHER.search(c.name) or _TAX.search(c.name) for c in beside if c is not numbers):
        return False
    return bool(_PLAIN_AMOUNT.fullmatch(numbers.name))


def _settle(
    reading: Reading, column: FormColumn, columns: list[Numbers], rule: Rule = rules.WHICH_AMOUNT
) -> tuple[Reading, Problem]:
    """One question; its answer moves the form's column, unanswered it stays where it is."""
    table = reading.table
    letters = {column_name(c.index): c for c in columns}
    names = "、".join(f"“{c.name}”（{letter} 列）" for letter, c in letters.items())
    asked = Question(
        rule,
        what=f"{table.form.code}|{column.name}|{names}",
        message=f"{names}{_like(columns)}“{column.header}”，看不出该取哪一列",
        hint=f"请只保留一列，表头写作“{column.header}”；或回答这个问题",
        choices=tuple(Choice(letter, f"按“{c.name}”列计") for letter, c in letters.items()),
        sheet=table.sheet.name,
        cell=cell_name(table.header_row, columns[-1].index),
    )
    choice, problem = ask(asked, reading.office.answers, reading.unit)
    reading = reading.understanding(c.index for c in columns)
    if choice in letters and letters[choice] is not columns[0]:
        moved = _header(column, letters[choice])
        others = (h for h in table.headers if h.column is not column)
        headers = tuple(sorted((*others, moved), key=lambda h: h.index))
        reading = replace(reading, table=replace(table, headers=headers))
    return reading, problem


def _like(columns: list[Numbers]) -> str:
    return "都像是" if len(columns) > 1 else "像是"


def _header(column: FormColumn, numbers: Numbers) -> Header:
    unit = unit_above(column, numbers.name) if column.kind.name == "money" else None
    return Header(column, numbers.index, unit)


def _rivals(reading: Reading, header: Header, own: Numbers, beside: list[Numbers]) -> list[Numbers]:
    """Columns that may be meant as well: of such a name, or the sum of this one and another."""
    form, column = reading.table.form, header.column
    single = column.kind.name == "money" and form.code in SINGLE
    named = [c for c in beside if _may_be(form, column, c, single)]
    sums = [c for c in beside if single and not _OTHER.search(c.name) and is_sum(c, own, beside)]
    rivals = [c for c in (*sums, *named) if not _says_the_same(reading, column, own, c)]
    return [c for c in dict.fromkeys(rivals) if not _is_within(own, c, beside, single)]


def _explained(
    reading: Reading, header: Header, own: Numbers, beside: list[Numbers], rivals: list[Numbers]
) -> Iterator[int]:
    """The columns that are asked about, say the same, are a part, or name another measure."""
    single = header.column.kind.name == "money" and reading.table.form.code in SINGLE
    for column in beside:
        if (
            column in rivals
            or (single and _OTHER.search(column.name))
            or _says_the_same(reading, header.column, own, column)
            or _is_within(own, column, beside, single)
            or any(adds_up([own, column], rival) for rival in rivals if rival is not column)
        ):
            yield column.index


def _is_within(own: Numbers, column: Numbers, beside: list[Numbers], single: bool) -> bool:
    """Whether a column is a part of the form's own: by its figures, or as the header says.

    Where a form has several amounts, 年度总额 says nothing of the others.
    """
    if is_part(own, column, beside):
        return True
    says = single and bool(_WHOLE.search(own.name)) and not _WHOLE.search(column.name)
    return says and all(b <= a for a, b in row_pairs(own, column))


def _taxes(own: Numbers, beside: list[Numbers]) -> list[Numbers]:
    return [] if _WHOLE.search(own.name) else [c for c in beside if _TAX.search(c.name)]


def _may_be(form: type[Form], column: FormColumn, numbers: Numbers, single: bool) -> bool:
    meaning = said_by(form, numbers.name)
    if meaning is not None and meaning.column is column:
        return numbers.name not in PLAIN
    return single and bool(_AMOUNT.search(numbers.name)) and not _OTHER.search(numbers.name)


def _says_the_same(reading: Reading, column: FormColumn, one: Numbers, other: Numbers) -> bool:
    """The same figures, each in the unit of its own header."""
    if column.kind.name != "money":
        pairs = row_pairs(one, other)
        return bool(pairs) and all(a == b for a, b in pairs)
    a_fen, b_fen = (FEN_PER[reading.money_unit(_header(column, c))] for c in (one, other))
    pairs = row_pairs(one, other)
    return bool(pairs) and all(near(a * a_fen / b_fen, b) for a, b in pairs)


def _ask_net(reading: Reading, own: Numbers) -> Problem:
    table = reading.table
    question = Question(
        rules.WHICH_AMOUNT,
        what=f"{table.form.code}|net|{own.name}",
        message=f"按税额推算，“{own.name}”像是不含税的数，要报的是含税的",
        hint="请报含税金额（价税合计）；这一列已含税的，请在表头写明，或回答这个问题",
        choices=(Choice("gross", f"“{own.name}”就是要报的数"),),
        sheet=table.sheet.name,
        cell=cell_name(table.header_row, own.index),
    )
    return ask(question, reading.office.answers, reading.unit)[1]


def _name(table: Table, index: int) -> str:
    texts = stacks(table.sheet, table.top_row, table.header_row)
    return clean_name("".join(header_key(text) for text in texts.get(index, ())))
