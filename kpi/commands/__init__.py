"""The commands of `python -m kpi`, one file each."""
