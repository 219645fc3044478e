"""The workbooks as they were sent: to read, and to save."""

import logging

import streamlit as st

from etl.store.disk.folder import OriginalError
from etl.store.faults import fault_words
from pages.frame.store import shown_store
from pages.frame.text import plain
from pages.show.charts import XLSX

log = logging.getLogger(__name__)


def original_of(sha256: str) -> bytes | None:
    """The bytes that were sent; where the file is gone, says so."""
    try:
        return shown_store().read_original(sha256)
    except (OriginalError, OSError) as fault:
        log.exception("the original %s cannot be read", sha256)
        st.warning(f"{plain(fault_words(fault))}。现在的数字不受影响。")
        return None


def offer_original(sha256: str, file_name: str, content: bytes) -> None:
    """A button that saves a workbook as it was sent."""
    st.download_button(
        "下载原件",
        data=content,
        # the content's own name in the address: two large files are never mistaken for each other
        file_name=f"{sha256[:8]}_{file_name}",
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
    )
