"""A believable year of an invented district, made by its own seeded generator.

Every figure is drawn from the seed; the workbooks go through the same door as any upload.
"""

from etl.demo.make import DemoError, make_demo
from etl.demo.year import year_of_reports

__all__ = ["DemoError", "make_demo", "year_of_reports"]
