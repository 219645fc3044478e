"""数据报送: upload workbooks, see the verdicts and every submission, fetch templates."""

from collections import Counter

import streamlit as st

from etl.forms.forms import FORMS
from etl.read.container import SUFFIXES
from etl.store.outcome import Receipt, Sent
from pages.frame.chips import say_beside
from pages.frame.filters import View, any_view, carried
from pages.frame.text import plain
from pages.reporting.batch import show_batch
from pages.reporting.fetched import fetch_received
from pages.reporting.receive import FAULTS, MODES, judged_files, put, receive
from pages.reporting.sent import MARKS, choose_sent, is_of, show_sent
from pages.reporting.submission import chosen_submission, show_submission
from pages.reporting.upload import template_bytes
from pages.show.charts import XLSX

view = any_view()
if isinstance(view, View) and (chosen := chosen_submission(view)):
    show_submission(view, chosen)
    st.stop()

say_beside(as_of="收到的都在这里，不分截至日", county="一份报送是一个单位的，不分结对县")
items = fetch_received(view.version, view.at.known_at) if isinstance(view, View) else []
own_items = [i for i in items if isinstance(view, View) and is_of(view, i, view.scope.unit)]
counts = Counter(item.state for item in own_items)
states = "，".join(f"{state} {counts[state]} 份" for state in MARKS if counts[state])
st.title(f"收到 {len(own_items)} 份报送：{states}" if own_items else "数据报送")
if isinstance(view, View):
    st.caption(f"{view.scope.unit or '全区'}　截至日不限，收到的都在这里")
    st.page_link(
        "pages/monthly.py",
        label="谁报了，谁没报：每月一报",
        icon=":material/calendar_month:",
        query_params=carried(),
    )

# not of the form, which forgets what it holds when it is sent
dry = st.toggle(
    "只检查，不入库", help="说出每份会怎样：接收、退回还是要回答；什么也不存", key="dry"
)
with st.form("upload", clear_on_submit=True, border=True):
    files = st.file_uploader(
        "上传工作簿（可多选）",
        type=[suffix.removeprefix(".") for suffix in SUFFIXES],
        accept_multiple_files=True,
    )
    by = st.text_input("报送人", max_chars=20, placeholder="姓名")
    mode = st.radio("同一月份再次报送时", list(MODES), horizontal=True)
    label = "只检查" if dry else "检查并报送"
    sent = st.form_submit_button(label, type="primary", icon=":material/upload_file:")
if sent and not files:
    st.warning("请先选择要报送的文件。")
if sent and files:
    receipt = Receipt(by.strip() or "网页报送", None, MODES[mode])
    receive([Sent(file.name, file.getvalue(), receipt) for file in files], dry=dry)
    st.rerun()
for fault in st.session_state.get(FAULTS, ()):
    st.error(plain(fault))
show_batch(judged_files(), put)

st.header("空白模板")
code = st.selectbox("报表", list(FORMS), format_func=lambda form: FORMS[form].title, key="template")
st.download_button(
    f"下载《{FORMS[code].title}》模板",
    data=lambda: template_bytes(code),
    file_name=f"{FORMS[code].title}.xlsx",
    mime=XLSX,
    icon=":material/download:",
    on_click="ignore",
)

if isinstance(view, View) and items:
    st.header("所有报送，新的在前")
    st.caption("点选一行，看它的检查结果、改动和对数字的影响，也可以撤回")
    listed = choose_sent(view, items)
    if listed:
        show_sent(view, listed, "all")
    else:
        st.info("收到的报送里没有这样的。去掉“哪张报表”“结果”，或页面上方的筛选再看。")
