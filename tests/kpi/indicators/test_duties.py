"""Reports that units owe: on time, late and caught up, and who owes which."""

from datetime import date

from facts import Facts, Row

OFFICE = "援滇保山小组"
TASK: Row = {"task": 16, "state": "推进中", "progress": "已办"}
PROJECT: Row = {"project_no": "甲", "level": "区级", "planned": 1, "invested": 0, "allocated": 0}


def test_an_information_report_is_on_time_on_the_day_it_is_due(facts: Facts) -> None:
    facts.add("task_report", "区经委", "2022-07", [TASK], received="2022-08-25")
    facts.add("task_report", "区文旅局", "2022-07", [TASK], received="2022-08-26")
    found = facts.of("information_report", "2022-08-31")
    on_time, late = found["区经委@2022-07"], found["区文旅局@2022-07"]
    assert (on_time.actual, on_time.target, on_time.status) == (1.0, 1.0, "已完成")
    assert (late.actual, late.status) == (0.0, "逾期")
    assert late.reason == "逾期后补报，应于 2022-08-25 前报送"
    assert (late.deadline, late.reports_in, late.reports_due) == (date(2022, 8, 25), 1, 1)


def test_a_report_that_is_missing_is_open_until_its_day_and_overdue_at_its_end(
    facts: Facts,
) -> None:
    facts.add("task_report", "区经委", "2022-07", [TASK], received="2022-08-01")
    name = "区财政局@2022-07"
    before = facts.of("information_report", "2022-08-24")[name]
    after = facts.of("information_report", "2022-08-25")[name]
    assert (before.status, before.reports_due, before.actual) == ("未到期", 0, 0.0)
    assert (after.status, after.reports_due, after.reports_in) == ("逾期", 1, 0)
    assert after.reason == "完成 0 次，目标 1 次，期限 2022-08-25，期限已过"


def test_a_report_stands_for_itself_and_a_unit_and_the_district_for_all_of_theirs(
    facts: Facts,
) -> None:
    facts.add("task_report", "区经委", "2022-07", [TASK], received="2022-08-20")
    facts.add("task_report", "区文旅局", "2022-08", [TASK], received="2022-09-20")
    found = facts.of("information_report", "2022-10-01")
    names = ("区经委@2022-07", "区经委@2022-08", "区经委@2022-09", "区经委（合计）", "全区（合计）")
    reports = [(found[name].reports_in, found[name].reports_due) for name in names]
    # July and August are due, September is not; 2 × 17 in the district
    assert reports == [(1, 1), (0, 1), (0, 0), (1, 2), (2, 34)]


def test_information_reports_are_owed_by_the_17_lead_bureaus_from_july(facts: Facts) -> None:
    facts.add("task_report", "区经委", "2022-07", [TASK])
    assert facts.of("information_report", "2022-06-30") == {}
    found = facts.of("information_report", "2022-07-01")
    assert sum(name.endswith("@2022-07") for name in found) == 17
    assert not {"区审计局@2022-07", "莘庄镇@2022-07", f"{OFFICE}@2022-07"} & set(found)


def test_a_month_has_its_reports_once_it_has_begun(facts: Facts) -> None:
    facts.add("task_report", "区经委", "2022-07", [TASK])
    assert "区经委@2022-09" not in facts.of("information_report", "2022-08-31")
    assert facts.of("information_report", "2022-09-01")["区经委@2022-09"].status == "未到期"


def test_purchase_reports_are_owed_from_july_and_one_file_serves_three_months(
    facts: Facts,
) -> None:
    facts.add("purchase", "莘庄镇", "2022-01~06", [], received="2022-07-30")
    facts.add("purchase", "莘庄镇", "2022-07~09", [], received="2022-10-20")
    found = facts.of("purchase_monthly_report", "2022-09-30")
    # 区经委, 区总工会, 区财政局 and 14 镇街, three months each
    assert sum(r.level == "entity" for r in found.values()) == 17 * 3
    assert found["莘庄镇@2022-09"].actual == 1.0
    assert [found[f"莘庄镇@2022-0{month}"].actual for month in (7, 8)] == [0.0, 0.0]
    assert "补报" in found["莘庄镇@2022-07"].reason
    assert "莘庄镇@2022-06" not in found


def test_a_correction_sent_late_leaves_the_report_on_time(facts: Facts) -> None:
    facts.add("purchase", "莘庄镇", "2022-07", [], received="2022-08-20")
    facts.add("purchase", "莘庄镇", "2022-07", [], received="2022-10-20")
    found = facts.of("purchase_monthly_report", "2022-10-31")
    assert (found["莘庄镇@2022-07"].actual, found["莘庄镇@2022-07"].target) == (1.0, 1.0)


def test_project_reports_are_owed_by_field_offices_and_by_towns_with_a_project(
    facts: Facts,
) -> None:
    rows = [PROJECT, PROJECT | {"project_no": "乙", "unit": "七宝镇"}]
    facts.add("project", OFFICE, "2022-01", rows, received="2022-02-25")
    facts.add("project", "莘庄镇", "2022-01", [PROJECT], received="2022-02-26")
    found = facts.of("project_monthly_report", "2022-01-31")
    assert {n: (r.actual, r.target) for n, r in found.items() if r.level == "entity"} == {
        "援滇保山小组@2022-01": (1.0, 1.0),
        "援滇昭通小组@2022-01": (0.0, 1.0),
        "援疆泽普分指@2022-01": (0.0, 1.0),
        "莘庄镇@2022-01": (0.0, 1.0),
        "七宝镇@2022-01": (0.0, 1.0),
    }


def test_a_town_named_by_mistake_owes_no_project_report_once_it_is_corrected(
    facts: Facts,
) -> None:
    facts.add("project", OFFICE, "2022-01", [PROJECT | {"unit": "七宝镇"}], received="2022-02-01")
    facts.add("project", OFFICE, "2022-01", [PROJECT | {"unit": "颛桥镇"}], received="2022-02-10")
    before = facts.of("project_monthly_report", "2022-01-31", "2022-02-09")
    after = facts.of("project_monthly_report", "2022-01-31")
    assert ("七宝镇@2022-01" in before, "颛桥镇@2022-01" in before) == (True, False)
    assert ("七宝镇@2022-01" in after, "颛桥镇@2022-01" in after) == (False, True)


def test_a_town_whose_project_is_over_has_owed_its_reports_all_the_same(facts: Facts) -> None:
    facts.add("project", "七宝镇", "2022-01", [PROJECT], received="2022-02-01")
    facts.add("project", "七宝镇", "2022-02", [], received="2022-03-01")
    assert facts.of("project_monthly_report", "2022-02-28")["七宝镇@2022-01"].actual == 1.0


def test_a_report_that_came_late_is_not_called_late_before_it_was_due(facts: Facts) -> None:
    facts.add("task_report", "区经委", "2022-07", [TASK], received="2022-08-26")
    row = facts.of("information_report", "2022-08-10")["区经委@2022-07"]
    assert (row.status, "补报" in row.reason) == ("未到期", False)
