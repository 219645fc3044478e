"""The demo year needs the packages of requirements-data.txt alone: `make run` counts on it."""

import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

# What the other requirements bring, by the names that are imported. Not pandas: pyarrow
# looks for it, and would meet half of it while it is being installed.
OTHERS = "streamlit plotly kaleido pptx tabulate wcwidth lxml PIL narwhals altair"
PROGRAM = f"""
import sys
sys.modules.update(dict.fromkeys({OTHERS.split()!r}))  # importing one is an ImportError now
from pathlib import Path
from etl.demo import make_demo
from etl.store.disk.folder import Store
from kpi.plan import load_plan
import etl.__main__
few = lambda report: report.unit == "梅陇镇" and report.last <= 3
made = make_demo(Store(Path(sys.argv[1])), load_plan(2022), 1, wanted=few)
print(made.count("accepted"), made.count("returned"))
"""


@pytest.mark.slow
def test_no_other_package_is_needed_to_make_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "demo")],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    accepted, returned = map(int, done.stdout.split())
    assert (accepted, returned) == (3, 0)


def test_all_the_packages_hold_those_of_the_data() -> None:
    assert "-r requirements-data.txt" in (ROOT / "requirements.txt").read_text().splitlines()
    assert "pandas==" in (ROOT / "requirements-data.txt").read_text()
