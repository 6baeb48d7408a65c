"""Compiled array algorithms: arrays in, arrays out; nothing here knows of colleges.

A market is given in rows: ``indptr`` (n_applicants + 1,) bounds each applicant's pairs in ``position`` (n_pairs,), best
first; ``weight`` (n_pairs,) and ``capacity`` (n_positions,) are int64, the capacity at least 0 (2**31 pairs at most). A
face adds what any matching has to keep: ``must_match`` (n_applicants,) and ``must_fill`` (n_positions,), bool. Where
positions share a capacity, ``group_of`` (n_positions,) names the group, -1 for none, and ``group_capacity`` (n_groups,)
its seats. A matching is ``pair_of`` (n_applicants,): the index of the pair that each applicant holds, or -1.

Each public function is a thin wrapper that brings its arguments to one dtype and layout and calls one compiled entry,
so that a process loads only what it uses from the cache. Weights, prices and surpluses are exact.
"""
