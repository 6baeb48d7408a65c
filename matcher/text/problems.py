"""Sentences about problems."""

RU: dict[str, str] = {}

EN: dict[str, str] = {}
