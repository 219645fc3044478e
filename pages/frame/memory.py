"""What stays as long as the server, kept out of the search for garbage after every run."""

import atexit
import gc
import sys

_most_modules = 0
atexit.register(gc.unfreeze)  # what DuckDB binds is to be let go of at the end


def freeze_loaded_code() -> None:
    """Called by app.py after a page: whatever code it loaded is not searched again.

    Streamlit searches all objects for garbage after every run. Those of a few hundred modules
    take longer than a page takes to draw, and hold off the last of what it sends.
    """
    global _most_modules
    if len(sys.modules) > _most_modules:
        _most_modules = len(sys.modules)
        gc.collect()
        gc.freeze()
