"""Verbs of the service for the command ``praktika``; what they do lives in the rooms they call.

Nothing of the service is imported before a verb is carried out, so that its help is there without its libraries.
"""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

import click

from matcher.cli.app import FILE, app, json_option
from matcher.cli.console import Exit, print_json, talk
from matcher.text import Lang, say

if TYPE_CHECKING:
    from api.settings import Settings
    from api.store.transactions import Store

ROLES = ("administrator", "placement-officer", "approver", "planner", "read-only")
college_option = click.option("--college", metavar="ID")


def attempt(lang: Lang, work: Callable[["Settings"], int]) -> int:
    """Do the work with the settings of the environment; tell what is wrong with them, or what the store refuses."""
    from api.settings import SettingsError, read_settings
    from api.store.refusals import StoreError

    try:
        return work(read_settings(os.environ))
    except SettingsError as error:
        talk(say(f"service.setting.{error.code}", lang, name=error.name))
    except StoreError as error:
        talk(say(f"service.refused.{error.code}", lang, **error.values))
    return Exit.BAD_INPUT


def with_store(lang: Lang, work: Callable[["Store"], int], *, migrate: bool = True) -> int:
    """Do the work with the store of the settings, and close it."""
    from api.store.opening import open_store

    def opened(settings: "Settings") -> int:
        store = open_store(settings, migrate=migrate)
        try:
            return work(store)
        finally:
            store.close()

    return attempt(lang, opened)


@app.command()
@click.option("--no-worker", is_flag=True)
@json_option
@click.pass_obj
def serve(lang: Lang, no_worker: bool, as_json: bool) -> int:
    """Serve the API and the page, with one worker."""
    from api.security.keys import NewKey

    def show(address: str, made: NewKey | None) -> None:
        if as_json:
            print_json({"address": address, "key": None if made is None else made.text})
            return
        talk(say("service.serving", lang, address=address))
        if made is not None:
            talk(say("service.key-shown-once", lang))
            click.echo(made.text)

    def work(settings: "Settings") -> int:
        from api.serving import serve as serve_until_told

        name = say("service.first-administrator", lang)
        up = serve_until_told(settings, show, settings.college, name, with_worker=not no_worker)
        return Exit.DONE if up else Exit.BAD_INPUT

    return attempt(lang, work)


@app.command()
@json_option
@click.pass_obj
def worker(lang: Lang, as_json: bool) -> int:
    """Carry out runs until told to end."""

    def work(store: "Store") -> int:
        from api import logs
        from api.runs.worker import Worker

        logs.configure(store.settings.log_level)
        worker_ = Worker(store)
        told: SimpleQueue[int] = SimpleQueue()  # a handler may come while any lock is held, so it takes none
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda heard, _: told.put(heard))
        with ThreadPoolExecutor(1) as pool:
            working = pool.submit(worker_.run)
            working.add_done_callback(lambda _: told.put(0))
            told.get()
            worker_.end()
            working.result()
        if as_json:
            print_json({"worker": worker_.worker_id})
        return Exit.DONE

    return with_store(lang, work)


@app.command()
@click.option("--down", is_flag=True)
@click.option("--to", "revision", metavar="REVISION")
@json_option
@click.pass_obj
def migrate(lang: Lang, down: bool, revision: str | None, as_json: bool) -> int:
    """Bring the tables up to date, or back by a step."""

    def work(store: "Store") -> int:
        from api import migrations

        if down:
            migrations.downgrade(store.engine, revision or "-1")
        else:
            migrations.upgrade(store.engine, revision or "head")
        now = migrations.current(store.engine)
        if as_json:
            print_json({"revision": now})
        talk(say("service.migrated", lang, revision=now or "base"))
        return Exit.DONE

    return with_store(lang, work, migrate=False)


@app.command()
@click.argument("out", type=FILE, metavar="OUT")
@json_option
@click.pass_obj
def backup(lang: Lang, out: Path, as_json: bool) -> int:
    """Write everything into one file, while the service runs."""

    def work(store: "Store") -> int:
        from api.store.backups import backup as write_backup

        found = write_backup(store, out)
        if as_json:
            print_json({"written": str(out), "rows": found.rows})
        talk(say("service.backup", lang, n=found.rows, path=out))
        return Exit.DONE

    return with_store(lang, work, migrate=False)


@app.command()
@click.argument("source", type=FILE, metavar="IN")
@json_option
@click.pass_obj
def restore(lang: Lang, source: Path, as_json: bool) -> int:
    """Fill an empty database from a backup."""

    def work(store: "Store") -> int:
        from api.store.backups import restore as read_backup

        found = read_backup(store, source)
        if as_json:
            print_json({"read": str(source), "rows": found.rows})
        talk(say("service.restored", lang, n=found.rows, path=source))
        return Exit.DONE

    return with_store(lang, work, migrate=False)


@app.command()
@click.argument("college_id", metavar="ID")
@click.argument("title", metavar="TITLE")
@json_option
@click.pass_obj
def college(lang: Lang, college_id: str, title: str, as_json: bool) -> int:
    """Make a college and its first administrator's key."""

    def work(store: "Store") -> int:
        from api.security.keys import first_key

        made = first_key(store, college_id, title, say("service.first-administrator", lang))
        if made is None:
            talk(say("service.college-there", lang, id=college_id))
            return Exit.BAD_INPUT
        talk(say("service.key-shown-once", lang))
        if as_json:
            print_json({"college_id": college_id, "key": made.text})
        else:
            click.echo(made.text)
        return Exit.DONE

    return with_store(lang, work)


@app.command()
@click.argument("action", type=click.Choice(("new", "list", "revoke")), metavar="new|list|revoke")
@click.argument("key_id", metavar="ID", required=False)
@college_option
@click.option("--role", type=click.Choice(ROLES), metavar="ROLE")
@click.option("--name", "person", metavar="NAME")
@click.option("--user", "user_id", metavar="ID")
@json_option
@click.pass_obj
def key(
    lang: Lang,
    action: str,
    key_id: str | None,
    college: str | None,
    role: str | None,
    person: str | None,
    user_id: str | None,
    as_json: bool,
) -> int:
    """Make, list and revoke keys."""

    def work(store: "Store") -> int:
        college_id = college or store.settings.college
        if action == "new":
            return _new_key(store, college_id, lang, (user_id, role, person), as_json=as_json)
        if action == "list":
            return _list_keys(store, college_id, lang, as_json=as_json)
        return _revoke_key(store, college_id, lang, key_id, as_json=as_json)

    return with_store(lang, work)


def _new_key(
    store: "Store", college_id: str, lang: Lang, whom: tuple[str | None, str | None, str | None], *, as_json: bool
) -> int:
    from api import keyring

    user_id, role, name = whom
    if user_id is None and (role is None or name is None):
        raise click.UsageError(say("service.key-for-whom", lang))
    made = keyring.new(store, college_id, user_id, role, name)
    talk(say("service.key-shown-once", lang))
    if as_json:
        print_json({"college_id": college_id, "key": made})
    else:
        click.echo(made)
    return Exit.DONE


def _list_keys(store: "Store", college_id: str, lang: Lang, *, as_json: bool) -> int:
    from api import keyring

    found = keyring.listed(store, college_id)
    if as_json:
        print_json(found)
        return Exit.DONE
    for entry in found:
        state = say(f"service.key-{'revoked' if entry['revoked_at'] else 'live'}", lang)
        click.echo(f"{entry['key_id']}  {entry['role']:18}  {entry['user_id']}  {state}")
    return Exit.DONE


def _revoke_key(store: "Store", college_id: str, lang: Lang, key_id: str | None, *, as_json: bool) -> int:
    from api import keyring

    if key_id is None:
        raise click.UsageError(say("service.key-which", lang))
    keyring.revoke(store, college_id, key_id)
    if as_json:
        print_json({"college_id": college_id, "revoked": key_id})
    talk(say("service.key-gone", lang, id=key_id))
    return Exit.DONE


@app.command()
@college_option
@click.option("--anchor", metavar="N:HASH")
@json_option
@click.pass_obj
def audit(lang: Lang, college: str | None, anchor: str | None, as_json: bool) -> int:
    """Check that nobody changed the record of who did what."""

    def work(store: "Store") -> int:
        from api.store import audit as chain

        noted = _anchor(anchor, lang)
        with store.read(college or store.settings.college) as tx:
            faults, head = chain.verify(tx, noted), chain.head(tx)
        if as_json:
            found = [{"entry": fault.entry_no, "code": fault.code} for fault in faults]
            print_json({"entries": head.entries, "hash": head.hash, "faults": found})
            return Exit.REJECTED if faults else Exit.DONE
        for fault in faults:
            talk(say(f"service.audit-{fault.code}", lang, n=fault.entry_no))
        talk(say("service.audit-head", lang, n=head.entries, anchor=f"{head.entries}:{head.hash}"))
        return Exit.REJECTED if faults else Exit.DONE

    return with_store(lang, work, migrate=False)


def _anchor(text: str | None, lang: Lang) -> Any:
    from api.store.audit import Head

    if text is None:
        return None
    number, _, link = text.partition(":")
    if not number.isdecimal() or not link:
        raise click.UsageError(say("service.anchor-form", lang))
    return Head(int(number), link)


@app.command()
@click.argument("applicant_id", metavar="APPLICANT")
@college_option
@json_option
@click.pass_obj
def erase(lang: Lang, applicant_id: str, college: str | None, as_json: bool) -> int:
    """Take one person out of everything that is kept."""

    def work(store: "Store") -> int:
        from api.store.erasure import erase as erase_person
        from api.store.erasure import scrub

        with store.write(college or store.settings.college, "command-line") as tx:
            found = erase_person(tx, applicant_id)
        scrub(store)
        if as_json:
            print_json({"pseudonym": found.pseudonym, "rows": dict(found.rows)})
        talk(say("service.erased", lang, n=sum(found.rows.values()), pseudonym=found.pseudonym))
        return Exit.DONE

    return with_store(lang, work)
