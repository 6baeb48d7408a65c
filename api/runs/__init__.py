"""Runs: the workers that claim runs and carry them out; the only room that solves."""
