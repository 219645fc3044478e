"""A plain page with a filter, six charts and cached queries."""

import os

import duckdb
import pandas as pd
import plotly.express as px
import streamlit as st

COLUMNS = ("reporting_unit", "month", "channel", "county", "product", "purchaser")


@st.cache_resource
def warehouse() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(os.environ["WAREHOUSE"], read_only=True)


@st.cache_data
def units() -> list[str]:
    sql = "select distinct reporting_unit from purchase order by 1"
    return [row[0] for row in warehouse().cursor().execute(sql).fetchall()]


@st.cache_data
def sums(column: str, unit: str | None) -> pd.DataFrame:
    sql = f"""
        select {column}, sum(amount_fen) / 1e6 as amount
        from purchase
        where $unit is null or reporting_unit = $unit
        group by 1 order by 2 desc limit 20
    """
    return warehouse().cursor().execute(sql, {"unit": unit}).df()


st.title("采购")
chosen = st.sidebar.selectbox("单位", units(), index=None)
for place, name in enumerate(COLUMNS):
    st.plotly_chart(px.bar(sums(name, chosen), x=name, y="amount"), key=f"chart-{place}")
