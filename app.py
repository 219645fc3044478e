"""协作看板: the list of pages, and the page that is asked for."""

import logging

import streamlit as st

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")

st.set_page_config(page_title="协作看板", page_icon="pages/_icon.svg", layout="wide")
page = st.navigation(
    [st.Page("pages/overview.py", title="总览", icon=":material/dashboard:", default=True)]
)
page.run()
