"""The 14 forms that come in, one class each: the single source for reader, checks and templates."""

from typing import Annotated, ClassVar, Literal

from etl.forms.form import Form, column
from etl.forms.leaders import UNFILLED, Leader
from etl.forms.values import (
    Count,
    CountyName,
    Day,
    HasOrNot,
    IndicatorCode,
    Money,
    Origin,
    Percent,
    PlaceName,
    Target,
    TaskNumber,
    Text,
    UnitName,
    YesNo,
    choice,
)

# `senders`: units by name, or kinds of unit; a form with a single sender implies its unit.
TOWNS = "subdistrict_or_town"
FIELD_OFFICES = "field_office"
ANYONE = ("member_unit", FIELD_OFFICES)


class Purchase(
    Form,
    code="purchase",
    title="消费帮扶采购明细表",
    cadence="monthly",
    counts_on="purchased_on",
    senders=("区经委", "区总工会", "区财政局", TOWNS),
):
    """消费帮扶采购 (clause 10 ①-④, tasks 17-20)."""

    keeps: ClassVar[str | None] = "category"
    implied: ClassVar[dict[str, dict[str, str]]] = {
        "category": {"区总工会": "工会福利", "区财政局": "食堂采购", TOWNS: "企业动员"}
    }

    purchaser: Text = column("采购单位", "购买单位", "单位名称", "采购单位名称")
    category: (
        Annotated[Literal["大宗批发", "直采直购", "工会福利", "企业动员", "食堂采购"], choice]
        | None
    ) = column("采购类别", note="没有此列时按填报单位推定")
    channel: Text = column("采购渠道", "渠道", "购买渠道", "采购平台")
    product: Text | None = column("产品名称", "产品", "帮扶产品", "品名")
    county: Origin | None = column(
        "产地", "产品产地", "产地县区", "来源地", note="其他对口地区照实填写"
    )
    purchased_on: Day = column("采购日期", "购买日期", "日期", "采购时间")
    amount: Money = column("采购额度", "采购金额", "金额", "采购额", "含税金额", note="退货填负数")
    funding: (
        Annotated[Literal["工会经费", "福利费", "食堂经费", "自有资金", "其他"], choice] | None
    ) = column("费用来源", "资金来源")
    voucher: Text | None = column(
        "采购凭证", "发票号", "凭证号", "发票号码", note="镇街须填（任务19）"
    )
    note: Text | None = column("备注", remark=True)


class CountySale(
    Form,
    code="county_sale",
    title="结对县农特产品销售明细表",
    cadence="monthly",
    counts_on="sold_on",
    senders=(FIELD_OFFICES,),
):
    """结对县农特产品销售 (clause 10 ⑤, task 21)."""

    keeps: ClassVar[str | None] = "county"

    county: CountyName = column("所在县（区）", "县区", "结对县", "县（区）")
    sold_on: Day = column("销售日期", "日期", "销售时间")
    buyer: Text | None = column("采购方", "客户", "购买方")
    channel: Text | None = column("销售渠道")
    product: Text | None = column("产品名称", "产品", "品名")
    amount: Money = column("销售额", "销售金额", "金额")
    counted_elsewhere: YesNo = column(
        "是否计入前四项", "是否已计入动员采购", note="填“是”的不计入各县指标"
    )
    voucher: Text | None = column("凭证号", "发票号", "采购凭证")
    note: Text | None = column("备注", remark=True)


class Canteen(
    Form,
    code="canteen",
    title="食堂采购预留份额执行情况表",
    cadence="snapshot",
    senders=("区财政局",),
):
    """食堂采购预留份额 (clause 10 ④, task 20)."""

    budget_unit: Text = column("预算单位", "单位名称")
    has_canteen: HasOrNot | None = column("有无食堂", note="无食堂的不考核")
    annual_total: Money = column("年度食堂采购总额", "食堂采购农副产品总额")
    reserved_ratio: Percent | None = column("预留比例", note="未填按 10%")
    purchased: Money = column("累计采购额", "已采购金额", "采购帮扶产品金额")


class Tour(
    Form,
    code="tour",
    title="赴对口地区组团情况表",
    cadence="monthly",
    counts_on="departs_on",
    senders=("区文旅局", "区人社局"),
):
    """旅游、包机游、疗休养 (clauses 11 and 12, tasks 23-25)."""

    group_no: Text = column("团号", "团队编号")
    kind: Annotated[Literal["旅游", "疗休养", "包机游"], choice] = column(
        "类别", "组团类别", "团队类别"
    )
    organiser: Text = column("组织单位", "单位", "组团单位")
    agency: Text | None = column("旅行社", "承办旅行社")
    destination: PlaceName = column("目的地", note="结对县（区），或保山市、昭通市、喀什地区")
    departs_on: Day = column("出发日期", "出团日期", "起始日期")
    returns_on: Day | None = column("返程日期", "返回日期", "结束日期")
    people: Count = column("人数", "人次", "参团人数", "人数（人次）")
    note: Text | None = column("备注", remark=True)


class Training(
    Form,
    code="training",
    title="培训情况表",
    cadence="monthly",
    counts_on="starts_on",
    senders=("区人社局", "区委组织部", "区教育局", "区卫健委", "区农业农村委", FIELD_OFFICES),
):
    """培训班次 (clauses 15, 17-19, 21 and 24, tasks 28, 31-33, 37 and 40)."""

    course: Text = column("班次名称", "培训班名称", "培训班次", "培训名称")
    kind: Annotated[
        Literal["就业技能", "创业致富带头人", "党性教育", "干部人才", "教师", "医务人员", "三农"],
        choice,
    ] = column("培训类别", "类别")
    county: CountyName | None = column("结对县（区）", "县区", "培训对象所在县")
    organiser: Text | None = column("主办单位", "组织单位")
    starts_on: Day = column("开班日期", "培训日期", "开始日期")
    ends_on: Day | None = column("结束日期", "结业日期")
    planned: Count | None = column("计划人数")
    trained: Count = column("实际人数", "培训人数", "参训人数")
    succeeded: Count | None = column("创业成功人数", "创业成功数")
    note: Text | None = column("备注", remark=True)


class JobFair(
    Form,
    code="job_fair",
    title="专场招聘会情况表",
    cadence="monthly",
    counts_on="held_on",
    senders=("区人社局",),
):
    """专场招聘会 (clauses 14 and 15, tasks 27 and 28)."""

    held_on: Day = column("举办日期", "日期", "时间")
    county: CountyName = column("结对县（区）", "县区")
    mode: Annotated[Literal["线上", "线下", "线上线下"], choice] | None = column("形式")
    linked_training: YesNo | None = column(
        "是否与培训衔接", note="填“是”的计入任务28，否则计入任务27"
    )
    employers: Count | None = column("参会企业数")
    posts: Count | None = column("提供岗位数", "岗位数")
    intentions: Count | None = column("达成意向人数")


class Employment(
    Form,
    code="employment",
    title="劳务协作就业人数月报表",
    cadence="monthly",
    senders=("区人社局",),
):
    """来沪就业、就地就近就业 (clauses 14 and 15, tasks 27 and 28)."""

    county: CountyName = column("结对县（区）", "县区")
    in_shanghai: Count = column("本月新增来沪就业人数", "来沪就业人数")
    local: Count = column("本月新增就地就近就业人数", "就地就近就业人数")


class Project(
    Form,
    code="project",
    title="援建项目进度表",
    cadence="snapshot",
    senders=(FIELD_OFFICES, TOWNS),
):
    """援建项目 (clauses 4, 5 and 20, tasks 8, 9, 34 and 35)."""

    keeps: ClassVar[str | None] = "project_no"

    project_no: Text = column("项目编号", "编号")
    name: Text = column("项目名称")
    level: Annotated[Literal["市级", "区级", "乡镇结对", "村企结对"], choice] = column(
        "项目级别", "级别", "资金类别"
    )
    county: CountyName = column("县（区）", "县区", "实施地")
    unit: UnitName | None = column("责任单位")
    planned: Money = column("计划投资", "计划总投资", "项目总投资")
    invested: Money = column("完成投资", "累计完成投资", "已完成投资")
    allocated: Money = column("已拨付资金", "累计拨付资金", "拨付使用资金")
    planned_on: Day | None = column("计划编制完成日期")
    approved_on: Day | None = column("项目审定日期")
    funded_on: Day | None = column("资金拨付完成日期")
    started_on: Day | None = column("开工日期")
    finished_on: Day | None = column("完工日期")
    issue: Text | None = column("存在问题", remark=True)


class Event(
    Form,
    code="event",
    title="活动开展情况表",
    cadence="monthly",
    counts_on="held_on",
    senders=ANYONE,
):
    """会议、活动、督查、通报 (clauses 1, 2, 5, 9, 10 ⑥, 20, 22, 23 and 28)."""

    unfilled: ClassVar[dict[str, str]] = {"led_by": UNFILLED}

    kind: Annotated[
        Literal[
            "展示推介",
            "产销对接",
            "联席会议",
            "调研对接",
            "督查检查",
            "工作例会",
            "情况通报",
            "来沪展演",
            "赴县演出",
            "夏令营",
            "民企考察",
            "年度计划上报",
            "产品目录发布",
            "宣传统计",
        ],
        choice,
    ] = column("活动类别", "类别")
    unit: UnitName = column("主办单位", "组织单位")
    place: PlaceName | None = column(
        "对口地区", "县区", "地点", note="结对县（区），或保山市、昭通市、喀什地区"
    )
    held_on: Day = column("活动日期", "日期", "时间")
    people: Count | None = column("参与人数")
    led_by: Leader | None = column(
        "带队领导",
        "带队领导级别",
        "带队领导及级别",
        "带队领导职务",
        "带队领导姓名及职务",
        "带队领导姓名职务",
        "带队负责人",
        "带队人员",
        "带队人",
        "率队领导",
        "领队领导",
        "领队",
        note="调研对接须填，空着的不算区领导带队；没有此列时只计区合作交流办主办的",
    )
    result: Text | None = column("活动成效", "成效", remark=True)


class Posting(
    Form,
    code="posting",
    title="选派人员及结对情况表",
    cadence="snapshot",
    senders=("区教育局", "区卫健委"),
):
    """支教支医、学校医院结对 (clauses 17 and 18, tasks 31 and 32)."""

    kind: Annotated[Literal["教师", "医务人员"], choice] = column("类别")
    county: CountyName = column("结对县（区）", "县区")
    sender: Text = column("派出单位")
    receiver: Text | None = column("结对学校（医院）", "受援单位")
    people: Count = column("选派人数", "人数")
    team_site: YesNo | None = column("是否小组团示范点")
    starts_on: Day = column("起始日期")
    ends_on: Day | None = column("结束日期")


class Enterprise(
    Form,
    code="enterprise",
    title="村企结对企业名册",
    cadence="snapshot",
    senders=(TOWNS,),
):
    """村企结对企业 (clause 20, task 35)."""

    enterprise: Text = column("企业名称")
    ownership: Annotated[Literal["民营", "国有", "外资", "其他"], choice] = column("企业性质")
    county: CountyName = column("结对县（区）", "县区")
    village: Text | None = column("结对村")
    pledged: Money | None = column("帮扶资金")
    signed_on: Day = column("签约日期")


class TaskReport(
    Form,
    code="task_report",
    title="工作要点任务进展月报表",
    cadence="snapshot",
    senders=ANYONE,
):
    """任务进展月报 (clause 27; every lead unit)."""

    task: TaskNumber = column("任务序号", "序号")
    state: Annotated[Literal["未启动", "推进中", "已完成", "受阻"], choice] = column("进展状态")
    progress: Text = column("进展情况")
    problem: Text | None = column("存在问题", remark=True)
    next: Text | None = column("下步措施", remark=True)


class Quota(
    Form,
    code="quota",
    title="指标下达表",
    cadence="append",
    senders=("区合作交流办",),
):
    """指标下达: a newer quota, in force from its day on."""

    indicator: IndicatorCode = column("指标", "指标名称", "指标代码")
    unit: Text | None = column("承担单位", note="单位、结对县（区），或“全区”")
    target: Target = column("目标值", note="按该指标自己的计量单位填写数字")
    effective_on: Day = column("生效日期")
    basis: Text = column("依据")


class FollowUp(
    Form,
    code="follow_up",
    title="督办事项表",
    cadence="append",
    senders=("区合作交流办",),
):
    """督办事项: the newest row of a number counts."""

    matter_no: Text = column("事项编号", "编号")
    matter: Text = column("督办事项")
    unit: UnitName = column("承办单位")
    decided_on: Day = column("提出日期")
    due_on: Day = column("办结期限")
    done_on: Day | None = column("办结日期")
    progress: Text | None = column("办理情况", remark=True)


FORMS: dict[str, type[Form]] = {
    form.code: form
    for form in (
        Purchase,
        CountySale,
        Canteen,
        Tour,
        Training,
        JobFair,
        Employment,
        Project,
        Event,
        Posting,
        Enterprise,
        TaskReport,
        Quota,
        FollowUp,
    )
}
