"""The rules that a workbook is held to: each has a code, a severity and a title in one place.

docs/rules.md says what each asks of the sender. A code once given is never used for another rule:
it stands in the ledger for good.
"""

from dataclasses import dataclass
from typing import Literal

# An error returns the whole workbook; a warning and an info let it in.
Severity = Literal["error", "warning", "info"]
# What a rule looks at.
Grain = Literal["file", "sheet", "column", "cell", "row", "submission"]


@dataclass(frozen=True)
class Rule:
    """What a problem is a breach of; `title` is what a reader calls it.

    `grain` is None for a rule that only another version of the program knows.
    """

    code: str
    severity: Severity
    title: str
    grain: Grain | None = None


# the file as a whole
UNSUPPORTED_TYPE = Rule("unsupported_type", "error", "不支持的文件类型", "file")
EMPTY_FILE = Rule("empty_file", "error", "空文件", "file")
TOO_LARGE = Rule("too_large", "error", "文件过大", "file")
ENCRYPTED = Rule("encrypted", "error", "文件有打开密码", "file")
WRONG_CONTENT = Rule("wrong_content", "error", "内容不是工作簿", "file")
DAMAGED = Rule("damaged", "error", "文件损坏", "file")
UNSAFE = Rule("unsafe", "error", "文件可能有害", "file")
OLD_FORMAT = Rule("old_format", "error", "格式太旧", "file")
ENCODING = Rule("encoding", "error", "文字编码无法识别", "file")
BAD_CSV = Rule("bad_csv", "error", "CSV 的引号不配对", "file")
TOO_SLOW = Rule("too_slow", "error", "读得太慢", "file")
NOT_UNDERSTOOD = Rule("not_understood", "error", "程序没能检查完", "file")
UNKNOWN_FORM = Rule("unknown_form", "error", "认不出报表", "file")
MORE_ERRORS = Rule("more_problems", "error", "其余问题没有逐条列出", "file")
MORE_WARNINGS = Rule("more_problems", "warning", "其余提醒没有逐条列出", "file")

ANSWERED = Rule("answered", "info", "按回答处理", "file")
LEFT_OUT = Rule("left_out", "info", "按回答没有计入的行", "file")
FILE_OF_ANOTHER = Rule("file_of_another", "error", "文件名与表内的单位或月份不符", "file")

# a sheet: what stands above its table, and the table as a whole
HIDDEN_SHEET = Rule("hidden_sheet", "warning", "隐藏的工作表", "sheet")
NO_TABLE = Rule("no_table", "warning", "没有表格的工作表", "sheet")
NO_ROWS = Rule("no_rows", "error", "表头下没有数据", "sheet")
AMBIGUOUS_FORM = Rule("ambiguous_form", "error", "像两种报表", "sheet")
TWO_TABLES = Rule("two_tables", "error", "一张工作表上有两张表", "sheet")
TOO_MANY_TABLES = Rule("too_many_tables", "error", "重复的表头太多", "sheet")
CORRECTED_SHEET = Rule("corrected_sheet", "error", "像是另一张工作表的更正", "sheet")
REPEATED_SHEET = Rule("repeated_sheet", "error", "各行在别的工作表里都有", "sheet")
SUMMARY_SHEET = Rule("summary_sheet", "error", "像是别的工作表的汇总", "sheet")
SUMMARY_LEFT_OUT = Rule("summary_left_out", "info", "汇总表没有计入", "sheet")
NO_UNIT = Rule("no_unit", "error", "看不出填报单位", "sheet")
UNIT_CONFLICT = Rule("unit_conflict", "error", "填报单位前后不一", "sheet")
SENDER_NOT_ALLOWED = Rule("sender_not_allowed", "error", "不由该单位报送", "sheet")
NO_PERIOD = Rule("no_period", "error", "看不出是哪个月", "sheet")
BAD_PERIOD = Rule("bad_period", "error", "报表期间无法识别", "sheet")
PERIOD_CONFLICT = Rule("period_conflict", "error", "报表期间前后不一", "sheet")
PERIOD_TOO_LONG = Rule("period_too_long", "error", "报表期间不是一个月", "sheet")
PERIOD_OUTSIDE_YEAR = Rule("period_outside_year", "error", "报表期间不在本年度", "sheet")
NO_MONEY_UNIT = Rule("no_money_unit", "error", "没有写金额单位", "sheet")
UNKNOWN_MONEY_UNIT = Rule("unknown_money_unit", "error", "不认识的金额单位", "sheet")
MONEY_UNIT_CONFLICT = Rule("money_unit_conflict", "error", "金额单位不明确", "sheet")

MARKED_WORDS = Rule("marked_words", "error", "表头或封面划掉了，或看不到", "sheet")
OTHER_STATE = Rule("other_state", "error", "像是计划数、作废表等", "sheet")
OTHER_SPAN = Rule("other_span", "error", "看不出是当月数还是累计数", "sheet")
ODD_MONEY_UNIT = Rule("odd_money_unit", "error", "金额单位写法特别", "sheet")
UNREAD_SHEET = Rule("unread_sheet", "error", "有数字的工作表没有读", "sheet")

# a column
WHICH_AMOUNT = Rule("which_amount", "error", "不止一列像是这个数", "column")
ROW_UNITS = Rule("row_units", "error", "各行的金额单位不清楚", "column")
SHARE_OR_SUM = Rule("share_or_sum", "error", "金额列像是填了比例", "column")
TOTAL_UNIT = Rule("total_unit", "error", "合计与各行差整百、整千、整万倍", "column")
MISSING_COLUMN = Rule("missing_column", "error", "缺少必填列", "column")
AMBIGUOUS_COLUMN = Rule("ambiguous_column", "error", "不知该取哪一列", "column")
NEAR_MISS_COLUMN = Rule("near_miss_column", "error", "列名像是写错了", "column")
UNKNOWN_COLUMN = Rule("unknown_column", "warning", "多出的列，没有读", "column")
UNKNOWN_UNIT_OF_MEASURE = Rule("unknown_unit_of_measure", "error", "不认识的计量单位", "column")
TARGET_UNIT = Rule("target_unit", "error", "目标值的单位与指标不符", "column")
UNKNOWN_WORDS = Rule("unknown_words", "error", "表头里有看不懂的词", "column")
OTHER_FIGURES = Rule("other_figures", "error", "多出一列数字", "column")
HIDDEN_COLUMN = Rule("hidden_column", "error", "要读的列是隐藏的", "column")
HIDDEN_COLUMN_UNREAD = Rule("hidden_column_unread", "info", "隐藏的列，没有读", "column")
OTHER_YEAR = Rule("other_year", "error", "列名写的是别的年度", "column")

# a cell
CELL_UNIT = Rule("cell_unit", "error", "个别格的金额像是另一种单位", "cell")
MISSING_CELL = Rule("missing_cell", "error", "必填，现为空", "cell")
NOTHING_ABOVE = Rule("nothing_above", "error", "“同上”的上面没有数据", "cell")
MERGED_FIGURE = Rule("merged_figure", "error", "合并的单元格占了几行", "cell")
FORMULA_WITHOUT_VALUE = Rule("formula_without_value", "error", "公式没有保存结果", "cell")
ERROR_CELL = Rule("error_cell", "error", "单元格是错误值", "cell")
TOO_LONG = Rule("too_long", "error", "文字太长", "cell")
BAD_NUMBER = Rule("bad_number", "error", "不是数字", "cell")
BAD_MONEY = Rule("bad_money", "error", "不是合理的金额", "cell")
BAD_COUNT = Rule("bad_count", "error", "不是整数", "cell")
NEGATIVE_COUNT = Rule("negative_count", "error", "人数、个数小于 0", "cell")
BAD_PERCENT = Rule("bad_percent", "error", "比例不在 0 到 100% 之间", "cell")
AMBIGUOUS_PERCENT = Rule("ambiguous_percent", "error", "比例有两种读法", "cell")
BAD_YES_NO = Rule("bad_yes_no", "error", "不是“是”或“否”", "cell")
BAD_CHOICE = Rule("bad_choice", "error", "不在可选范围内", "cell")
BAD_TASK = Rule("bad_task", "error", "没有这个任务序号", "cell")
BAD_TARGET = Rule("bad_target", "error", "不是合理的目标值", "cell")
BAD_DATE = Rule("bad_date", "error", "日期无法识别", "cell")
DATE_OUTSIDE_YEAR = Rule("date_outside_year", "error", "日期不在本年度", "cell")
DATE_OUTSIDE_PERIOD = Rule("date_outside_period", "error", "日期不在报表期间之内", "cell")
UNKNOWN_UNIT = Rule("unknown_unit", "error", "不认识的单位", "cell")
UNKNOWN_COUNTY = Rule("unknown_county", "error", "不认识的结对县（区）", "cell")
UNKNOWN_PLACE = Rule("unknown_place", "error", "不认识的对口地区", "cell")
UNKNOWN_INDICATOR = Rule("unknown_indicator", "error", "不认识的指标", "cell")
UNKNOWN_ENTITY = Rule("unknown_entity", "error", "指标没有这个承担单位", "cell")
MISSING_VOUCHER = Rule("missing_voucher", "warning", "没有采购凭证", "cell")
PARTLY_STRUCK = Rule("partly_struck", "info", "有一部分划了删除线", "cell")
VOUCHER_DIGITS_LOST = Rule("voucher_digits_lost", "warning", "凭证号末几位丢失", "cell")
MISSING_LEADER = Rule("missing_leader", "warning", "调研对接没有写带队领导", "cell")

# a row: its values together, and against the other rows
PERSONAL_NUMBER = Rule("personal_number", "warning", "像是个人的身份证号、手机号", "row")
EXTRA_CELLS = Rule("extra_cells", "error", "一行的格数与表头对不上", "row")
EXAMPLE_ROW = Rule("example_row", "warning", "疑似填表示例", "row")
ROW_STATE = Rule("row_state", "error", "备注可能说这一行不算", "row")
HIDDEN_ROWS = Rule("hidden_rows", "error", "隐藏或筛掉的行", "row")
UNSEEN_ROWS = Rule("unseen_rows", "error", "字与底色同色或太小的行", "row")
STRUCK_BY_CONDITION = Rule("struck_by_condition", "error", "条件格式会划删除线的行", "row")
STRUCK_ROWS = Rule("struck_rows", "error", "划了删除线的行", "row")
TOTAL_OR_DATA = Rule("total_or_data", "error", "看不出是合计还是数据", "row")
SUM_ROW = Rule("sum_row", "info", "等于上面各行之和，当作合计", "row")
TOTAL_MISMATCH = Rule("total_mismatch", "warning", "合计与各行不符", "row")
REPEATED_ROW = Rule("repeated_row", "error", "同一单位同一月份重复的行", "row")
DUPLICATE_VOUCHER = Rule("duplicate_voucher", "warning", "采购凭证重复", "row")
DUPLICATE_EVENT = Rule("duplicate_event", "warning", "活动疑似重复", "row")
ENDS_BEFORE_BEGINS = Rule("ends_before_begins", "warning", "结束早于开始", "row")
RATE_ABOVE_100 = Rule("rate_above_100", "warning", "比率超过 100%", "row")
SHARE_BEYOND = Rule("share_beyond", "error", "比率大得不可信", "row")
BEYOND_BELIEF = Rule("beyond_belief", "error", "数字大得不可信", "row")
UNIT_DOUBTED = Rule("unit_doubted", "error", "金额单位像是写错了", "row")
CANTEEN_OR_NOT = Rule("canteen_or_not", "error", "无食堂而有数字", "row")
DONE_LATER = Rule("done_later", "error", "完成日期在报表月份之后", "row")
QUOTA_OUT_OF_SCALE = Rule("quota_out_of_scale", "error", "目标值与计划相差太大", "row")
TWO_TARGETS = Rule("two_targets", "error", "同一天有两个目标值", "row")
MONTH_COPIED = Rule("month_copied", "error", "两个月的数完全相同", "row")
TOUR_ON_TWO_DAYS = Rule("tour_on_two_days", "error", "一个团号有两个出发日期", "row")
ROWS_TWICE = Rule("rows_twice", "error", "同样的行报了两次", "row")
DUPLICATE_ROW = Rule("duplicate_row", "info", "两行完全相同", "row")

# a submission against those that came before
WOULD_DROP = Rule("would_drop", "error", "漏了已报的内容：更正还是补充", "submission")
COUNTS_NOTHING = Rule("counts_nothing", "error", "比已报的还早，不会计入", "submission")
SENT_AGAIN = Rule("sent_again", "error", "补充的行已经报过", "submission")
UNLIKE_OTHER_MONTHS = Rule("unlike_other_months", "error", "与自己的其他月份相差太大", "submission")
OTHER_DATES = Rule("other_dates", "error", "换了日期又报的行", "submission")
TARGET_TOLD_BEFORE = Rule("target_told_before", "error", "同一天已下达另一个目标值", "submission")
REPORTED_BY_TWO = Rule("reported_by_two", "error", "别的单位也报了", "submission")
SAME_EVENT = Rule("same_event", "warning", "别的单位也报了这场活动", "submission")
CLOCK_BEHIND = Rule("clock_behind", "error", "时钟比上一次收件还早", "submission")
CLAIMED_IN_FUTURE = Rule("claimed_in_future", "error", "注明的收到时刻还没有到", "submission")
LARGE_CHANGE = Rule("large_change", "warning", "与前几个月相差很大", "submission")

# every rule above, by its name here
RULES = {name: rule for name, rule in list(globals().items()) if isinstance(rule, Rule)}
_KNOWN = {(rule.code, rule.severity): rule for rule in RULES.values()}
_TITLES = {rule.code: rule.title for rule in RULES.values()}


def rule_of(code: str, severity: Severity) -> Rule:
    """The rule that was written down with a problem, perhaps by another version of the program.

    The severity stays the one that it had; a code that is not known here is its own title.
    """
    return _KNOWN.get((code, severity)) or Rule(code, severity, _TITLES.get(code, code))
