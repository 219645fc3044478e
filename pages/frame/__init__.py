"""What stands around every page, and the one seam with Streamlit: address, filters, store, keys."""
