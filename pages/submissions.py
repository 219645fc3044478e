"""数据报送: upload workbooks and see the verdicts, fetch templates, see what is missing."""

from collections import Counter

import pandas as pd
import streamlit as st

from etl.container import SUFFIXES
from etl.forms import FORMS
from pages._charts import XLSX, offer_xlsx
from pages._filters import View, any_view
from pages._reports import report_lines
from pages._store import fetch_reports, is_demo
from pages._text import plain
from pages._upload import receive, show_outcome, template_bytes

DUE = ("按时", "补报", "未报")

view = any_view()
reports = (
    [r for r in fetch_reports(view.version, view.at) if view.scope.unit in (None, r.unit)]
    if isinstance(view, View)
    else []
)
counts = Counter(r.state for r in reports)
due = sum(counts[state] for state in DUE)
told = "，".join(f"{state} {counts[state]} 份" for state in DUE)
st.title(f"应报 {due} 份报表：{told}" if reports else "数据报送")
if isinstance(view, View):
    st.caption(f"{view.scope.unit or '全区'}　截至 {view.stamp}　“按时”指期限内收到并通过检查")
if is_demo():
    st.info("现在看到的是演示数据。上传第一份真实报表后，看板改为显示真实数据，演示数据不会混入。")

with st.form("upload", clear_on_submit=True, border=True):
    files = st.file_uploader(
        "上传工作簿（可多选）",
        type=[suffix.removeprefix(".") for suffix in SUFFIXES],
        accept_multiple_files=True,
    )
    by = st.text_input("报送人", max_chars=20, placeholder="姓名")
    answer = st.radio(
        "同一月份再次报送时",
        ["先问我", "更正：新表替换旧表", "补充：新旧合计"],
        horizontal=True,
    )
    sent = st.form_submit_button("检查并报送", type="primary", icon=":material/upload_file:")
if sent and not files:
    st.warning("请先选择要报送的文件。")
if sent and files:
    st.session_state["outcomes"], st.session_state["upload_faults"] = receive(files, by, answer)
    st.rerun()
for fault in st.session_state.get("upload_faults", ()):
    st.error(plain(fault))
for number, outcome in enumerate(st.session_state.get("outcomes", ())):
    show_outcome(outcome, key=str(number))

st.header("空白模板")
code = st.selectbox("报表", list(FORMS), format_func=lambda form: FORMS[form].title)
st.download_button(
    f"下载《{FORMS[code].title}》模板",
    data=lambda: template_bytes(code),
    file_name=f"{FORMS[code].title}.xlsx",
    mime=XLSX,
    icon=":material/download:",
    on_click="ignore",
)

if reports:
    st.header("谁报了，谁没报")
    form = st.selectbox(
        "看哪一种报表",
        sorted({r.form for r in reports}, key=list(FORMS).index),
        format_func=lambda f: FORMS[f].title,
        key="report_form",
    )
    lines = report_lines([r for r in reports if r.form == form])
    st.table(pd.DataFrame(lines), hide_index=True)
    if isinstance(view, View):
        offer_xlsx(view, lines, f"{FORMS[form].title}报送情况")
