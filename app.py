"""协作看板: the list of pages, the shared filters, and the page that is asked for."""

import logging

import streamlit as st

from kpi.plan import PlanError
from kpi.usage.visible import log_visibly
from pages.frame.address import go_where_asked, note_address, read_address
from pages.frame.ask import show_box
from pages.frame.bar import the_bar
from pages.frame.empty import show_plan_faults
from pages.frame.filters import carried, show_filters
from pages.frame.frame import show_frame
from pages.frame.memory import freeze_loaded_code
from pages.frame.present import offer_presentation, step
from pages.stage.layouts import show_stage

log_visibly(logging.INFO, "%(asctime)s %(levelname)s %(name)s %(message)s")

ABOUT = "**协作看板**：上海市闵行区东西部协作和对口支援工作进度。每个数字都能点回它来自的单元格。"
st.set_page_config(
    page_title="协作看板",
    page_icon="pages/frame/icon.svg",
    layout="wide",
    menu_items={"About": ABOUT},
)
page = st.navigation(
    {
        "": [
            st.Page("pages/overview.py", title="总览", icon=":material/dashboard:", default=True),
            st.Page("pages/indicator.py", title="指标", icon=":material/monitoring:"),
            st.Page("pages/towns.py", title="镇街", icon=":material/location_city:"),
            st.Page("pages/counties.py", title="结对县", icon=":material/landscape:"),
            st.Page("pages/tasks.py", title="工作要点", icon=":material/checklist:"),
            st.Page("pages/leads.py", title="牵头单位", icon=":material/groups:"),
            st.Page("pages/search.py", title="搜索", visibility="hidden"),
        ],
        "专题": [
            st.Page("pages/consumption.py", title="消费协作", icon=":material/shopping_cart:"),
            st.Page("pages/travel.py", title="文旅与疗休养", icon=":material/luggage:"),
            st.Page("pages/people.py", title="培训与劳务", icon=":material/school:"),
            st.Page("pages/projects.py", title="援建项目", icon=":material/construction:"),
        ],
        "报送": [
            st.Page("pages/monthly.py", title="每月一报", icon=":material/calendar_month:"),
            st.Page("pages/follow_ups.py", title="督办", icon=":material/assignment_late:"),
            st.Page("pages/submissions.py", title="数据报送", icon=":material/upload_file:"),
            st.Page("pages/quality.py", title="数据质量", icon=":material/fact_check:"),
            st.Page("pages/editions.py", title="会议版", icon=":material/slideshow:"),
        ],
    },
    # the wall belongs to what is presented
    position="top" if step() is None else "hidden",
)
show_frame()
read_address()
if step() is None:
    with the_bar():
        show_box()
try:
    show_filters()
except PlanError as error:
    show_plan_faults(error.faults)
    st.stop()
go_where_asked()
if step() is None:
    offer_presentation(carried())
note_address()  # should the next click come before the page is drawn
try:
    if step() is None:
        page.run()
    else:
        show_stage()
finally:
    note_address()
    freeze_loaded_code()
