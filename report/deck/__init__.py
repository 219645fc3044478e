"""The meeting's slides: native tables and charts that can be edited, never pictures."""
