"""Number formats that say more than the number: percent, a unit such as 万元, a scaled display."""

import re
from xml.etree import ElementTree

PERCENT_IDS = (9, 10)
# Bracketed conditions and colours, padding and fill marks show nothing.
# For example [红色], _), *-.
_SILENT = re.compile(r"\[[^\[\]]*\]|_.|\*.")
# A unit in a format's text: 万元 of 0.00"万元", %.
_UNIT = re.compile(r"(?<![十百千万亿美欧港])[十百千万亿美欧港]*[元圆]|[百千万亿]+|%")
# A display scaled down: the comma at the end of 0, for thousands, 0!.0 for 万.
_SCALED = re.compile(r"[0#?],+(?![0#?,])|0!\.0|0\\\.0|0\"\.\"0")
UNKNOWN = "（数字格式缩小了显示）"


def units_of_styles(styles: bytes) -> dict[int, str]:
    """For each cell style that shows a unit: the style's index and the unit."""
    root = ElementTree.fromstring(styles)
    codes: dict[int, str] = {}
    formats: list[int] = []
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        if tag == "numFmt":
            codes[int(element.get("numFmtId") or 0)] = element.get("formatCode") or ""
        if tag == "cellXfs":
            formats = [int(xf.get("numFmtId") or 0) for xf in element]
    return {i: unit for i, f in enumerate(formats) if (unit := _unit_of_id(f, codes))}


def _unit_of_id(number_format: int, codes: dict[int, str]) -> str:
    if number_format in codes:
        return unit_of(codes[number_format])
    return "%" if number_format in PERCENT_IDS else ""


def unit_of(code: str) -> str:
    """The unit that a format code shows after the number; empty where it shows none.

    A date's 年月日 are no unit; of several sections the first counts, for positive numbers.
    """
    code = _SILENT.sub("", code.split(";")[0])
    # A date's letter outside quotes and escapes: yyyy-mm-dd, not 0"days".
    if re.search(r"[ymdhs]", re.sub(r'"[^"]*"|\\.', "", code), re.IGNORECASE):
        return ""
    if _SCALED.search(code):
        return UNKNOWN
    # Quotes and escapes: 0.0"万元" is 0.0万元.
    match = _UNIT.search(re.sub(r'["\\]', "", code))
    return match[0] if match else ""
