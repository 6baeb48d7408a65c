"""The databases of the service's tests, for chaos too."""

from tests.api.conftest import postgres, postgres_template, settings, sqlite_template, store

__all__ = ["postgres", "postgres_template", "settings", "sqlite_template", "store"]
