"""Where things stand: the repository, the sample workbooks by kind, and a small plan for 2023."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "tests" / "samples"
CLEAN, BROKEN, FORMATS = (SAMPLES / kind for kind in ("clean", "broken", "formats"))
PLANS = ROOT / "tests" / "kpi" / "plans"
