"""Figures and documents made from progress rows."""
