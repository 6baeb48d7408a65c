"""Sentences about rules."""

RU: dict[str, str] = {}

EN: dict[str, str] = {}
