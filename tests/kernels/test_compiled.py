"""How kernels are compiled and cached."""

from types import SimpleNamespace

from matcher.kernels.__main__ import compile_all
from matcher.kernels.compiled import _stamp, sources_stamp


def test_every_kernel_runs_on_a_market_of_one_applicant_and_one_seat() -> None:
    compile_all()


def test_a_cached_entry_is_tied_to_the_source_of_every_kernel() -> None:
    file = SimpleNamespace(_source_stamp=None)
    _stamp(SimpleNamespace(_cache=SimpleNamespace(_cache_file=file)))
    assert file._source_stamp == sources_stamp()


def test_a_function_without_a_cache_needs_no_stamp() -> None:
    _stamp(len)
