"""Tests of the service, on SQLite and on a real PostgreSQL."""
