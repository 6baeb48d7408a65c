"""What the tests of hostile files share with those of the service."""

from tests.api.conftest import sqlite_template

__all__ = ["sqlite_template"]
