"""Settings: from the environment, secrets from files, and every one of them documented."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from api.settings import Settings, SettingsError, read_settings, variable


def test_without_an_environment_everything_has_its_default() -> None:
    assert read_settings({}) == Settings()
    assert read_settings({"PRAKTIKA_PORT": ""}) == Settings()


def test_the_environment_is_read_by_kind(tmp_path: Path) -> None:
    given = read_settings(
        {"PRAKTIKA_HOME": str(tmp_path), "PRAKTIKA_PORT": "81", "PRAKTIKA_LEASE_SECONDS": "0", "PRAKTIKA_LANG": "en"}
    )
    assert (given.home, given.port, given.lease_seconds, given.lang) == (tmp_path, 81, 0.0, "en")
    assert given.url == f"sqlite:///{tmp_path / 'praktika.db'}"
    assert given.is_sqlite


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_postgresql_may_be_written_in_any_usual_way(scheme: str) -> None:
    given = read_settings({"PRAKTIKA_DATABASE_URL": f"{scheme}://u:p@h/d"})
    assert given.url == "postgresql+psycopg://u:p@h/d"
    assert not given.is_sqlite


def test_secrets_may_come_from_files(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("a secret of many signs\n")
    given = read_settings({"PRAKTIKA_SECRET_FILE": str(tmp_path / "s"), "PRAKTIKA_SECRET": "other"})
    assert given.secret == "a secret of many signs"
    with pytest.raises(SettingsError, match=r"PRAKTIKA_SECRET_FILE \[cannot-read\]"):
        read_settings({"PRAKTIKA_SECRET_FILE": str(tmp_path / "none")})


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("PORT", "http", "no-number"),
        ("PORT", "1.5", "no-number"),
        ("PORT", "0", "too-small"),
        ("LEASE_SECONDS", "-1", "too-small"),
        ("GRACE_SECONDS", "nan", "too-small"),
        ("ENGINE", "spark", "unknown-word"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(name: str, text: str, code: str) -> None:
    with pytest.raises(SettingsError, match=rf"PRAKTIKA_{name} \[{code}\]"):
        read_settings({f"PRAKTIKA_{name}": text})


def test_every_setting_is_documented_with_its_default() -> None:
    lines = Path("docs/settings.md").read_text(encoding="utf-8").splitlines()
    told = {m[1]: m[2] for line in lines if (m := re.match(r"\| `(PRAKTIKA_\w+)` \| (.*?) \|", line))}
    assert set(told) == {variable(field.name) for field in fields(Settings)}
    for field in fields(Settings):
        if isinstance(field.default, int | float):
            assert told[variable(field.name)] == f"{field.default:g}"
