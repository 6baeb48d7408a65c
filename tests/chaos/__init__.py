"""What must hold while processes die: a few times in ``make test``, as often as promised in ``make chaos``."""
