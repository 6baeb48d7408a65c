"""Compiled array algorithms: arrays in, arrays out; nothing here knows of colleges.

Each public function is a thin wrapper that fixes shapes and dtypes and calls one compiled entry, so that a process
loads only what it uses from the cache. Every weight, price and surplus is an exact int64.
"""
