"""Sentences about commands."""

RU: dict[str, str] = {}

EN: dict[str, str] = {}
