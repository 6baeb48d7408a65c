"""Предприятие, Студент: the pages behind expiring links; whoever holds the address may look and answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Request, Response

from api.routes import own
from api.routes.callers import Caller
from api.routes.subjects import of_publication, of_round
from api.schemas.people import Coming, HostSeats, NewWishes, SeatsGiven
from api.security.keys import by_link
from api.store import answers, people, publications
from api.store.refusals import ConflictError, NotFoundError
from api.web.doors import OpenRoute
from api.web.pages import Fault, go, page, url
from api.web.visitors import LangOf, installation_of, lang_of, store_of
from api.web.words import word
from matcher.errors import InputError
from matcher.text import Lang

router = APIRouter(route_class=OpenRoute)
MOST_WISHES, MOST_SEATS = 20, 100_000
FEW_WISHES = 5
"""How many wishes can be named at least, where there are so many places."""
Said = Annotated[str, Form(max_length=1000)]


@dataclass(frozen=True, slots=True)
class Guest:
    """Who came by a link: the caller it stands for, of which round, for which host or student."""

    caller: Caller
    token: str
    round_id: str
    subject_id: str
    kind: Literal["host", "student"]

    @property
    def home(self) -> str:
        """Return the address of the page."""
        return url("link", self.token)


def guest_of(request: Request, token: str) -> Guest:
    """Return who holds a link that has not ended. Raises NotFoundError."""
    who = by_link(store_of(request), token)
    if who is None or who.round_id is None or who.subject_id is None:
        raise NotFoundError("link", "")
    request.state.principal = None  # whoever is signed in here as well: this page is the link's
    caller = Caller(installation_of(request), who, lang_of(request), request.url.path, None, "")
    return Guest(caller, token, who.round_id, who.subject_id, "student" if who.role == "student" else "host")


TheGuest = Annotated[Guest, Depends(guest_of)]


def only(kind: Literal["host", "student"]) -> Callable[[Guest], Guest]:
    """Return the dependency of a form that one kind of guest has. Raises NotFoundError for the other."""

    def checked(guest: TheGuest) -> Guest:
        if guest.kind != kind:
            raise NotFoundError("link", "")
        return guest

    return checked


HostGuest = Annotated[Guest, Depends(only("host"))]
StudentGuest = Annotated[Guest, Depends(only("student"))]


@router.get("/link/{token}")
def show(request: Request, guest: TheGuest, lang: LangOf, done: bool = False) -> Response:
    """Show a host its seats, or a student the places to rank or the place to come to."""
    return _SHOWN[guest.kind](request, guest, lang, done=done)


def _frame(guest: Guest, lang: Lang) -> dict[str, Any]:
    """Return what both pages have on top: who is meant, of which college and round, until when."""
    with guest.caller.read() as tx:
        subject = of_round(tx, guest.caller, guest.round_id)
        college = people.college_title(tx)
        links = people.links_listed(tx, guest.round_id)
    until = next(k.expires_at for k in links if k.link_id == guest.caller.principal.actor)
    named = guest.caller.ask("screens.own:named", replace(subject, salt=None), guest.kind, guest.subject_id, lang)
    return {"guest": guest, "named": named, "college": college, "until": until}


def _host(
    request: Request, guest: Guest, lang: Lang, status: int = 200, *, done: bool = False, **more: Any
) -> Response:
    seats = own.get_own_seats(guest.caller, guest.round_id).items
    values = {"faults": [], "typed": {}} | more
    return page(request, "host.html.j2", status, **_frame(guest, lang), seats=seats, done=done, **values)


@router.post("/link/{token}/seats")
def answer(
    request: Request,
    guest: HostGuest,
    lang: LangOf,
    position: Annotated[str, Form()],
    seats: Annotated[str, Form()] = "",
    note: Said = "",
    act: Annotated[Literal["confirm", "decline"], Form()] = "confirm",
) -> Response:
    """Keep what a host says of one position."""
    n = 0 if act == "decline" else _whole(seats)
    offered = own.get_own_seats(guest.caller, guest.round_id).items
    fault = _seat_fault(offered, position, n, note, lang)
    if fault is not None:
        typed = {"position": position, "seats": seats, "note": note}
        return _host(request, guest, lang, 422, faults=[fault], typed=typed)
    own.answer_seats(guest.caller, guest.round_id, SeatsGiven(position_id=position, seats=n or 0, note=_line(note)))
    return go(f"{guest.home}?done=1")


def _whole(text: str) -> int | None:
    """Return a whole number, None for anything else."""
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and int(plain) <= MOST_SEATS else None


def _line(text: str) -> str:
    return " ".join(text.split())


def _seat_fault(offered: list[HostSeats], position: str, n: int | None, note: str, lang: Lang) -> Fault | None:
    at = next((k for k, seat in enumerate(offered, start=1) if seat.position_id == position), None)
    if at is None:
        raise NotFoundError("position", position)
    if n is None:
        return {"field": f"seats-{at}", "said": word("own.fault.seats", lang)}
    if n == 0 and not note.strip():
        return {"field": f"note-{at}", "said": word("own.fault.note", lang)}
    return None


def _student(
    request: Request, guest: Guest, lang: Lang, status: int = 200, *, done: bool = False, **more: Any
) -> Response:
    with guest.caller.read() as tx:
        current = publications.published(tx, guest.round_id)
        subject = None if current is None else of_publication(tx, guest.caller, current.publication_id)
        said = [] if current is None else answers.confirmed(tx, current.publication_id, guest.subject_id)
    frame = _frame(guest, lang)
    if current is None or subject is None:
        return _ranking(request, guest, frame, status, done=done, **more)
    going = guest.caller.ask("screens.own:going", replace(subject, salt=None), guest.subject_id, lang)
    if going is None:
        raise NotFoundError("applicant", guest.subject_id)
    values = {"faults": [], "typed": {}} | more
    confirmed = next(iter(said), None)
    return page(request, "going.html.j2", status, **frame, going=going, confirmed=confirmed, done=done, **values)


def _ranking(
    request: Request, guest: Guest, frame: dict[str, Any], status: int, *, done: bool, **more: Any
) -> Response:
    wishes = own.get_own_wishes(guest.caller, guest.round_id)
    ranking = wishes.ranking or _listed(guest)
    n = min(len(wishes.choices), max(FEW_WISHES, len(ranking) + 1), MOST_WISHES)
    values = {"faults": [], "typed": ranking} | more
    return page(request, "ranking.html.j2", status, **frame, wishes=wishes, n=n, done=done, **values)


def _listed(guest: Guest) -> list[str]:
    """Return the wishes that the round knows already: an answer takes their place, so it begins with them."""
    with guest.caller.read() as tx:
        subject = of_round(tx, guest.caller, guest.round_id)
    found: list[str] = guest.caller.ask("screens.own:listed", replace(subject, salt=None), guest.subject_id)
    return found


@router.post("/link/{token}/wishes")
def rank(
    request: Request, guest: StudentGuest, lang: LangOf, wish: Annotated[list[str] | None, Form(max_length=200)] = None
) -> Response:
    """Keep what a student wants, best first."""
    return _ranked(request, guest, lang, (wish or [])[:MOST_WISHES])


def _ranked(request: Request, guest: Guest, lang: Lang, chosen: list[str]) -> Response:
    with guest.caller.read() as tx:
        if publications.published(tx, guest.round_id) is not None:
            raise ConflictError("window-closed", id=guest.round_id)
    wanted = [one for one in chosen if one]
    twice = next((n for n, one in enumerate(chosen) if one and one in chosen[:n]), None)
    fault = "own.fault.none" if not wanted else None if twice is None else "own.fault.twice"
    if fault is not None:
        faults = [{"field": f"wish-{1 + (twice or 0)}", "said": word(fault, lang)}]
        return _student(request, guest, lang, 422, faults=faults, typed=chosen)
    try:
        own.set_own_wishes(guest.caller, guest.round_id, NewWishes(ranking=wanted))
    except InputError:
        faults = [{"field": "wish-1", "said": word("own.fault.gone", lang)}]
        return _student(request, guest, lang, 422, faults=faults, typed=chosen)
    return go(f"{guest.home}?done=1")


@router.post("/link/{token}/confirm")
def confirm(
    request: Request,
    guest: StudentGuest,
    lang: LangOf,
    coming: Annotated[Literal["yes", "no", ""], Form()] = "",
    note: Said = "",
) -> Response:
    """Keep whether a student comes; who does not says why."""
    fault = {"": ("coming-yes", "own.fault.coming"), "no": ("note", "own.fault.why")}.get(coming)
    if fault is not None and not (coming == "no" and note.strip()):
        faults = [{"field": fault[0], "said": word(fault[1], lang)}]
        return _student(request, guest, lang, 422, faults=faults, typed={"coming": coming, "note": note})
    own.confirm_own_place(guest.caller, guest.round_id, Coming(coming=coming == "yes", note=_line(note)))
    return go(f"{guest.home}?done=1")


_SHOWN: dict[str, Callable[..., Response]] = {"host": _host, "student": _student}
