"""Settings: everything the service can be told, from the environment and nowhere else.

``SETTINGS`` is the whole list; ``docs/settings.md`` says it in words. A secret may also come from a file: the variable
with ``_FILE`` behind it names the file (as container platforms hand secrets over).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from matcher.errors import PraktikaError

PREFIX = "PRAKTIKA_"
SECRETS = ("database_url", "secret")
"""Settings that may come by ``_FILE``."""
AT_LEAST: Mapping[str, float] = {"lease_seconds": 0, "retention_days": 0, "requests_per_minute": 0}
"""Numbers that may be 0; every other one must be positive."""
LOCAL, DASK = "local", "dask://"
"""What an engine of simulations is called: this machine, or a Dask scheduler by its address."""


class SettingsError(PraktikaError):
    """A setting cannot be used; ``name`` is its variable and ``code`` says why."""

    def __init__(self, name: str, code: str) -> None:
        self.name, self.code = name, code
        super().__init__(f"{name} [{code}]")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the service was told. Each field is the variable ``PRAKTIKA_`` + its name in capitals."""

    home: Path = Path.home() / ".local" / "share" / "praktika"
    database_url: str = ""
    secret: str = ""
    college: str = "college"
    address: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    lang: str = "ru"
    log_level: str = "info"
    max_upload_mb: int = 50
    max_body_mb: int = 50
    upload_memory_mb: int = 512
    upload_seconds: float = 20.0
    requests_per_minute: int = 6000
    session_hours: float = 12.0
    link_days: float = 14.0
    idempotency_hours: float = 24.0
    idempotency_lease_seconds: float = 60.0
    retention_days: int = 0
    pool_size: int = 10
    worker_slots: int = 1
    lease_seconds: float = 30.0
    heartbeat_seconds: float = 10.0
    poll_seconds: float = 0.2
    grace_seconds: float = 5.0
    max_attempts: int = 3
    run_memory_mb: int = 4096
    run_seconds: float = 3600.0
    engine: str = LOCAL
    engine_workers: int = 2

    @property
    def url(self) -> str:
        """Return the database's address; without one, a SQLite file in ``home``."""
        return self.database_url or f"sqlite:///{self.home / 'praktika.db'}"

    @property
    def is_sqlite(self) -> bool:
        """Return whether the database is a SQLite file."""
        return self.url.startswith("sqlite")


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Return the settings an environment gives. Raises SettingsError for the first that cannot be used."""
    given = {field.name: _value(field.name, environ) for field in fields(Settings)}
    settings = Settings(**{k: v for k, v in given.items() if v is not None})  # type: ignore[arg-type]  # read by kind below
    if settings.engine != LOCAL and not settings.engine.startswith(DASK):
        raise SettingsError(variable("engine"), "unknown-word")
    return settings


def variable(name: str) -> str:
    """Return the environment variable of a setting."""
    return PREFIX + name.upper()


def _value(name: str, environ: Mapping[str, str]) -> object:
    text = _text(name, environ)
    if text is None:
        return None
    default = _DEFAULTS[name]
    if isinstance(default, Path):
        return Path(text).expanduser().resolve()
    if isinstance(default, str):
        return _address(text) if name == "database_url" else text
    return _number(name, text, type(default))


def _text(name: str, environ: Mapping[str, str]) -> str | None:
    """Return what the environment says; an empty variable says nothing."""
    file = environ.get(variable(name) + "_FILE") if name in SECRETS else None
    if not file:
        return environ.get(variable(name)) or None
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingsError(variable(name) + "_FILE", "cannot-read") from error


def _number(name: str, text: str, kind: type) -> int | float:
    try:
        number: int | float = int(text) if kind is int else float(text)
    except ValueError as error:
        raise SettingsError(variable(name), "no-number") from error
    if not (number > 0 or number >= AT_LEAST.get(name, float("inf"))):
        raise SettingsError(variable(name), "too-small")
    return number


def _address(text: str) -> str:
    """Name the driver that this service ships, whatever way the address of a PostgreSQL is written."""
    for short in ("postgres://", "postgresql://"):
        if text.startswith(short):
            return "postgresql+psycopg://" + text.removeprefix(short)
    return text


_DEFAULTS = {field.name: field.default for field in fields(Settings)}
