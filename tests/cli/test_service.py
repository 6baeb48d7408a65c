"""The service's verbs on the command line: keys, backups, the record, tables; what is wrong is said in words."""

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import pytest

from api.settings import Settings, SettingsError
from api.store.opening import open_store
from matcher.cli import Exit, run
from matcher.text.service import EN, RU

Told = pytest.CaptureFixture[str]

NEWEST = max(path.name[:4] for path in files("api.migrations.versions").iterdir() if path.name[:4].isdigit())


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRAKTIKA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PRAKTIKA_SECRET", "a secret of many signs")
    monkeypatch.setenv("PRAKTIKA_LANG", "en")
    return tmp_path / "home"


def out(capsys: Told, *args: str, code: int = Exit.DONE) -> str:
    capsys.readouterr()
    assert run(args) == code
    return capsys.readouterr().out


def err(capsys: Told, args: Sequence[str], code: int = Exit.BAD_INPUT) -> str:
    capsys.readouterr()
    assert run(args) == code
    return capsys.readouterr().err


def test_a_college_gets_its_first_key_once(capsys: Told) -> None:
    assert out(capsys, "college", "college", "Kireevsk College").startswith("pk_")
    assert "has people already" in err(capsys, ["college", "college", "Kireevsk College"])


def test_keys_are_made_listed_and_revoked(capsys: Told) -> None:
    out(capsys, "college", "college", "C")
    made = out(capsys, "key", "new", "--role", "approver", "--name", "Kedrov")
    key_id = made.split("_")[1]
    found = json.loads(out(capsys, "key", "list", "--json"))
    assert [(entry["role"], entry["key_id"] == key_id) for entry in found] == [
        ("administrator", False),
        ("approver", True),
    ]
    assert out(capsys, "key", "new", "--user", found[1]["user_id"]).startswith("pk_")
    assert key_id in err(capsys, ["key", "revoke", key_id], Exit.DONE)
    assert "revoked" in out(capsys, "key", "list")
    assert f"no live key {key_id}" in err(capsys, ["key", "revoke", key_id])


def test_machines_read_what_each_verb_did(capsys: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(*args: str) -> dict[str, object]:
        found: dict[str, object] = json.loads(out(capsys, *args, "--json"))
        return found

    made = told("college", "college", "C")
    assert str(made["key"]).startswith("pk_")
    key_id = str(told("key", "new", "--role", "approver", "--name", "Kedrov")["key"]).split("_")[1]
    assert told("key", "revoke", key_id)["revoked"] == key_id
    assert told("migrate")["revision"] == NEWEST
    kept = told("backup", str(tmp_path / "kept"))
    assert kept["written"] == str(tmp_path / "kept")
    monkeypatch.setenv("PRAKTIKA_HOME", str(tmp_path / "other"))
    assert told("restore", str(tmp_path / "kept")) == {"read": str(tmp_path / "kept"), "rows": kept["rows"]}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["key", "new"], "Say who needs the key"),
        (["key", "new", "--role", "approver"], "Say who needs the key"),
        (["key", "revoke"], "Give the id of the key"),
        (["key", "new", "--role", "emperor", "--name", "x"], 'got "emperor"'),
        (["key", "new", "--role", "approver", "--name", "x", "--college", "south"], 'no college "south"'),
        (["key", "new", "--user", "user-x", "--college", "college"], "no person user-x"),
        (["audit", "--anchor", "12"], "NUMBER:HASH"),
        (["erase", "S-1"], "No round has a person"),
    ],
)
def test_what_cannot_be_done_is_said(capsys: Told, args: list[str], said: str) -> None:
    out(capsys, "college", "college", "C")
    assert said in err(capsys, args)


def test_the_record_is_checked_and_held_against_a_mark(capsys: Told) -> None:
    out(capsys, "college", "college", "C")
    head = json.loads(out(capsys, "audit", "--json"))
    mark = f"{head['entries']}:{head['hash']}"
    assert mark in err(capsys, ["audit", "--anchor", mark], Exit.DONE)
    assert "does not go through" in err(capsys, ["audit", "--anchor", f"{head['entries']}:00"], Exit.REJECTED)
    assert json.loads(out(capsys, "audit", "--anchor", "2:00", "--json", code=Exit.REJECTED))["faults"] == [
        {"entry": 2, "code": "anchor"}
    ]


def test_a_backup_is_restored_elsewhere(capsys: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out(capsys, "college", "college", "C")
    assert "Rows written" in err(capsys, ["backup", str(tmp_path / "b.gz")], Exit.DONE)
    assert "not empty" in err(capsys, ["restore", str(tmp_path / "b.gz")])
    monkeypatch.setenv("PRAKTIKA_HOME", str(tmp_path / "other"))
    assert "Rows restored" in err(capsys, ["restore", str(tmp_path / "b.gz")], Exit.DONE)
    assert len(json.loads(out(capsys, "key", "list", "--json"))) == 1
    assert "Cannot open" in err(capsys, ["restore", str(tmp_path / "none.gz")])


def test_tables_go_up_and_down(capsys: Told) -> None:
    assert f"revision {NEWEST}" in err(capsys, ["migrate"], Exit.DONE)
    assert f"revision {int(NEWEST) - 1:04}" in err(capsys, ["migrate", "--down"], Exit.DONE)
    assert "revision base" in err(capsys, ["migrate", "--down", "--to", "base"], Exit.DONE)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("PRAKTIKA_PORT", "x", "PRAKTIKA_PORT must be a number"),
        ("PRAKTIKA_SECRET", "short", "too short"),
        ("PRAKTIKA_SECRET_FILE", "/nowhere", "cannot be read"),
        ("PRAKTIKA_ENGINE", "x", "has no such value"),
        ("PRAKTIKA_GRACE_SECONDS", "0", "too small"),
    ],
)
def test_a_bad_setting_is_named(capsys: Told, monkeypatch: pytest.MonkeyPatch, name: str, text: str, said: str) -> None:
    monkeypatch.setenv(name, text)
    assert said in err(capsys, ["key", "list"])


def test_another_secret_than_the_databases_is_named(capsys: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    out(capsys, "college", "college", "C")
    monkeypatch.setenv("PRAKTIKA_SECRET", "quite another secret")
    assert "is not the one" in err(capsys, ["key", "list"])


def test_without_the_services_libraries_the_verb_says_what_to_install(
    capsys: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    for name in [name for name in sys.modules if name.startswith("api.")]:
        if name != "api.cli":
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    assert "praktika[service]" in err(capsys, ["key", "list"])


def test_every_refusal_of_a_verb_has_its_words() -> None:
    assert RU.keys() == EN.keys()
    codes = {"no-number", "too-small", "unknown-word", "cannot-read", "too-short", "other-secret"}
    assert {f"service.setting.{code}" for code in codes} <= RU.keys()
    with pytest.raises(SettingsError):
        open_store(Settings(secret="x"))
