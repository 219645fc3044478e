"""带队领导: who leads a visit, kept as the level of the post; the name stays in the workbook.

Clerks write a level (区领导), a post (副区长), or a post and a name (区委副书记 张某). Of a post
that may be held at two levels, and of a name alone, it is asked which one is meant.
"""

import re
from typing import Annotated

from pydantic import BeforeValidator, ValidationInfo

from etl import rules
from etl.forms.values import Context, Kind
from etl.forms.values.kind import fault
from etl.read.cells import Value, show
from kpi.plan import clean_name

DISTRICT, BUREAU, TOWN, OTHER = "区领导", "部门领导", "镇街领导", "其他"
LEVELS = (DISTRICT, BUREAU, TOWN, OTHER)
UNFILLED = "未填写"  # of a cell that is empty under the header
MOST = 100  # characters: a delegation's leaders, not its report
HINT = f"请写级别（{'、'.join(LEVELS)}），或职务和姓名，如 区委副书记 张某"
# The league's committee, which is no committee of the district: 团区委, 共青团闵行区委.
_LEAGUE = re.compile(r"团(?:闵行)?区委")
# Whoever came in a leader's place, or a plan for one: 受区长委托, 副区长代表, 区长助理, 待定.
_IN_PLACE = re.compile(r"委托|代表|秘书|助理|陪同|待定|拟由|(?:原|前|曾任)(?=副?区)|[?？]")
# No leader at all: 非区领导, 没有领导带队, 工作人员.
_NONE = re.compile(r"(?:非|无|没有|不是)区?级?领导|工作人员|科员|企业家")
# A leader of another place: 副县长, 市领导, 州委书记.
_ELSEWHERE = re.compile(r"[县市州省](?:委|长|级|领导|政府|人大|政协)")
# A post of the district's leaders: 区委副书记, 常务副区长, 区人大常委会副主任, 区政协主席.
_DISTRICT_POST = re.compile(
    r"(?<![社园业街校厂片小])区(?:长|委副?书记|委常委|政府党组|人大(?:常委会)?(?:党组)?副?(?:书记|主任)"
    r"|政协(?:党组)?副?(?:书记|主席))|副区长"
)
# The district's leaders without a post: 区领导, 区级领导, 区委主要负责同志, 区政府分管领导.
_DISTRICT_WORD = re.compile(
    r"(?<![社园业街校厂片小])区(?:级|委|政府|人大|政协|四套班子)?(?:主要|分管|有关|相关)?"
    r"(?:党政)?(?:领导|负责同志|负责人)"
)
# A leader of a town, a subdistrict or the industrial zone: 副镇长, 街道党工委书记, 莘庄工业区主任.
_TOWN_POST = re.compile(r"镇|街道|工业区|管委会|乡长|乡党委|乡领导")
# Posts whose holder may be of the district's committee as well: 组织部部长, 政法委书记, 纪委书记.
_EITHER = re.compile(r"(?:组织|宣传|统战|武装)部?部长|(?:政法委|纪委|监委)(?:书记|主任)")
# A leader of a bureau, a league or a company: 局长, 区经委主任, 区总工会副主席, 部门负责人.
_BUREAU_POST = re.compile(
    r"[局部处科会院校行]长|经理|董事长|组长|指挥长"
    r"|[局委办室部会院中心司团组联协](?:党组|党委|常务)?副?(?:主任|书记|主席|秘书长)"
    r"|(?:局|委|办|部|会|司|部门|单位)(?:主要|分管)?(?:领导|负责同志|负责人)"
)


def read_leader(value: Value, info: ValidationInfo) -> str:
    """The level of whoever leads, of LEVELS.

    >>> read_leader("区委副书记 张某", in_yuan), read_leader("李某（副镇长）", in_yuan)
    ('区领导', '镇街领导')
    >>> read_leader("张某", in_yuan)
    Traceback (most recent call last):
    pydantic_core._pydantic_core.PydanticCustomError: 看不出“张某”是哪一级领导
    """
    context: Context = info.context  # type: ignore[assignment]
    text = clean_name(show(value))
    level = None if len(text) > MOST else _level(text, context)
    if level is None:
        raise fault(rules.BAD_CHOICE, f"看不出“{show(value)[:MOST]}”是哪一级领导", HINT)
    return level


def _level(text: str, context: Context) -> str | None:
    if text in LEVELS:
        return text
    text = _LEAGUE.sub("团委", text)
    if _IN_PLACE.search(text):
        return None
    if _NONE.search(text) or _ELSEWHERE.search(text) or _names_a_county(text, context):
        return OTHER
    if _DISTRICT_POST.search(text) or _DISTRICT_WORD.search(text):
        return DISTRICT
    if _TOWN_POST.search(text):
        return TOWN
    if _EITHER.search(text):
        return None
    return BUREAU if _BUREAU_POST.search(text) else None


def _names_a_county(text: str, context: Context) -> bool:
    """隆阳区副区长 is a leader there, not here."""
    return any(name in text for name in context.places.proper if name[-1] in "县区市州")


Leader = Annotated[str, BeforeValidator(read_leader), Kind("leader", "varchar")]
