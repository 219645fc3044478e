"""The rules of the checks that warn, in a reader's words."""

RULES = {
    "total_mismatch": "合计与各行不符",
    "duplicate_voucher": "采购凭证重复",
    "duplicate_event": "活动疑似重复",
    "same_event": "别的单位也报了这场活动",
    "large_change": "与前几个月相差很大",
    "missing_voucher": "没有采购凭证",
    "voucher_digits_lost": "凭证号末几位丢失",
    "ends_before_begins": "结束早于开始",
    "rate_above_100": "比率超过 100%",
    "unknown_column": "多出的列，没有读",
    "example_row": "疑似填表示例",
    "hidden_sheet": "隐藏的工作表",
    "no_table": "没有表格的工作表",
}


def rule_told(rule: str) -> str:
    """A rule in words; one that is new here by its own name."""
    return RULES.get(rule, rule)
