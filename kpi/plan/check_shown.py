"""Faults of what a plan shows first: codes that there are not, and indicators that do not fit."""

from collections import Counter
from collections.abc import Callable, Iterator

from kpi.plan.faults import Fault, nearest
from kpi.plan.models import Indicator, Plan
from kpi.plan.shown import PAGES, Shown

PLACE = "plan.yaml（shown）"
Named = tuple[str, str, tuple[str, ...]]  # a code, the field that names it, what that rests on
# Whether an indicator may stand in a place, and what it has to be there.
Fits = tuple[Callable[[Indicator], bool], str]
EACH_TOWN: Fits = (lambda i: i.entity == "subdistrict_or_town", "须按镇街考核的指标")
EACH_COUNTY: Fits = (lambda i: i.entity == "county", "须按结对县考核的指标")
PURCHASE: Fits = (
    lambda i: (i.form, i.source, i.measure) == ("purchase", "rows", "sum"),
    "须由采购明细（purchase）合计的指标",
)
RATE: Fits = (
    lambda i: (i.form, i.entity, i.measure) == ("project", "project", "ratio") and i.is_percent,
    "须按项目（project）算的比率",
)
FITTING = {"towns": EACH_TOWN, "counties": EACH_COUNTY, "beside_purchases": EACH_COUNTY}
FITTING |= {"purchases": PURCHASE, "project_rates": RATE}


def wrong_shown(plan: Plan) -> Iterator[Fault]:
    """Every fault of the section `shown`."""
    known = {indicator.code: (n, indicator) for n, indicator in enumerate(plan.indicators)}
    for code, field, rests in _named(plan.shown):
        if code not in known:
            mend = f"请写 indicators.yaml 中的代码{nearest(code, known)}"
            rests = (*rests, "indicators.*.code", "indicators")
            yield Fault(PLACE, field, f"没有指标“{code}”", mend, rests)
            continue
        fits, wanted = FITTING.get(field.partition(".")[0], (None, ""))
        at, indicator = known[code]
        if fits is not None and not fits(indicator):
            kinds = ("form", "source", "measure", "entity", "uom")
            rests = (*rests, *(f"indicators.{at}.{kind}" for kind in kinds))
            problem = f"“{indicator.name}”（{code}）不合用"
            yield Fault(PLACE, field, problem, f"{wanted}，请换一个代码", rests)
    yield from _repeated(plan.shown)
    yield from _sums(plan.shown, {code: indicator for code, (_, indicator) in known.items()})
    yield from _rates(plan.shown)
    yield from _steps(plan.shown)


def _named(shown: Shown) -> Iterator[Named]:
    """Every code that the section names."""
    for number, card in enumerate(shown.headlines):
        field = f"headlines.{number}.indicators"
        yield from ((code, field, _rests(field)) for code in card.indicators)
    for name in ("towns", "counties", "beside_purchases"):
        code = getattr(shown, name)
        if code is not None:
            yield code, name, _rests(name)
    for number, part in enumerate(shown.purchases):
        field = f"purchases.{number}.indicator"
        yield part.indicator, field, _rests(field)
    for name in ("project_rates", "bulletin", "workbook"):
        yield from ((code, name, _rests(name)) for code in getattr(shown, name))
    for number, step in enumerate(shown.steps):
        if step.indicator is not None:
            field = f"steps.{number}.indicator"
            yield step.indicator, field, _rests(field)


def _rests(*fields: str) -> tuple[str, ...]:
    """Fields that a fault rests on, and the blocks that they stand in (`steps.0.*`, as written)."""
    blocks = (field.rpartition(".")[0] for field in fields)
    return (*(f"shown.{f}" for f in fields), *(f"shown.{block}.[*]" for block in blocks if block))


def _repeated(shown: Shown) -> Iterator[Fault]:
    lists = {name: getattr(shown, name) for name in ("project_rates", "bulletin", "workbook")}
    lists["purchases"] = shown.purchase_codes
    lists |= {f"headlines.{n}.indicators": c.indicators for n, c in enumerate(shown.headlines)}
    for field, codes in lists.items():
        for code, times in Counter(codes).items():
            if times > 1:
                rests = _rests(field, f"{field}.*.indicator")
                yield Fault(PLACE, field, f"“{code}”写了 {times} 次", "请只留一次", rests)


def _sums(shown: Shown, known: dict[str, Indicator]) -> Iterator[Fault]:
    """A sum needs a name of its own, and one unit of measure."""
    for number, card in enumerate(shown.headlines):
        field, summed = f"headlines.{number}", [known[c] for c in card.indicators if c in known]
        rests = _rests(f"{field}.indicators", f"{field}.caption")
        if len(card.indicators) > 1 and not card.caption:
            problem = "几个指标的合计须有名称"
            yield Fault(PLACE, f"{field}.caption", problem, "请写 caption", rests)
        uoms = dict.fromkeys(i.uom for i in summed)
        if len(uoms) > 1 or (len(card.indicators) > 1 and "%" in uoms):
            problem = f"计量单位为{'、'.join(uoms)}的指标不能相加"
            mend = "请只写计量单位相同、且不是百分比的指标"
            yield Fault(PLACE, f"{field}.indicators", problem, mend, (*rests, "indicators.*.uom"))


def _rates(shown: Shown) -> Iterator[Fault]:
    if len(shown.project_rates) not in (0, 2):
        problem = f"现有 {len(shown.project_rates)} 个"
        mend = "须写两个：投资的比率在前，拨付的在后；没有援建项目的不写"
        yield Fault(PLACE, "project_rates", problem, mend, _rests("project_rates"))


def _steps(shown: Shown) -> Iterator[Fault]:
    for number, step in enumerate(shown.steps):
        field = f"steps.{number}"
        if step.page not in PAGES:
            mend = f"请写 {'、'.join(PAGES)} 之一{nearest(step.page, PAGES)}"
            problem = f"没有页面“{step.page}”"
            yield Fault(PLACE, f"{field}.page", problem, mend, _rests(f"{field}.page"))
        elif step.indicator is not None and step.page != "indicator":
            problem = f"页面“{step.page}”不选指标"
            mend = "请删去 indicator，或把 page 改为 indicator"
            yield Fault(PLACE, f"{field}.indicator", problem, mend, _rests(f"{field}.page"))
