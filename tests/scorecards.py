"""The scorecards on a page as a table: what the server sends for them."""

import json

import pandas as pd
from streamlit.testing.v1 import AppTest


def scorecards(app: AppTest) -> pd.DataFrame:
    """A line a card, by the indicator's name."""
    sent = json.loads(app.get("bidi_component")[-1].proto.json)
    return pd.DataFrame(sent["cards"]).set_index("name")
