"""Sentences about results."""

RU: dict[str, str] = {}

EN: dict[str, str] = {}
