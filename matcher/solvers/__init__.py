"""Solvers: one file a method; each takes a market or a face of it and gives an answer in indices."""
