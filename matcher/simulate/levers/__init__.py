"""Levers: which of the things that could be done for a budget raise a figure most, alone and together."""
