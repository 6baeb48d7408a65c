"""Outcomes: what becomes of graduates, by coefficients that are given or fitted to the college's own history."""
