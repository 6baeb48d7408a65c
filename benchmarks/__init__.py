"""Benchmarks: praktika beside its peers; see README.md for the protocol."""
