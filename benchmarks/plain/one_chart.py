"""The plainest page there is: one chart of one query."""

import os

import duckdb
import plotly.express as px
import streamlit as st

connection = duckdb.connect(os.environ["WAREHOUSE"], read_only=True)
found = connection.execute(
    "select reporting_unit, sum(amount_fen) / 1e6 as amount from purchase group by 1 order by 1"
).df()
st.title("采购")
st.plotly_chart(px.bar(found, x="reporting_unit", y="amount"))
