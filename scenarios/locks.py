"""Pairs that the demo's practice officer has fixed or forbidden by hand, each with a reason and an author."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from matcher.rounds import Applicant, Host, Lock, LockKind, Position
from scenarios.fit import Option, options_of
from scenarios.students import SPECIAL_CASES

AUTHORS = ("Ветлугина О.С., зав. практикой", "Морошкин Е.Д., мастер п/о")


class Fixed(NamedTuple):
    """One student of ``group`` stays with the enterprise ``host`` because of ``reason``."""

    group: str
    host: str
    reason: str


FIXED: tuple[Fixed, ...] = (
    Fixed("СВ-23", "АО «Станкозавод Берёзовый»", "целевой договор"),
    Fixed("ТМ-22", "ООО «Техника Богородицкая-2»", "целевой договор"),
    Fixed("ЭО-22", "АО «Узловской вагон»", "целевой договор"),
    Fixed("ТМ-22", "АО «Самоварный механик»", "место работы студента"),
    Fixed("ТМ-23", "АО «Липовский механический»", "ученический договор"),
    Fixed("АТ-23", "ООО «Автокараван»", "ученический договор"),
    Fixed("ИС-23", "МКУ «Городской узел»", "место работы студента"),
)
REFUSED = (
    "не допущен службой безопасности предприятия",
    "конфликт с наставником на прошлой практике",
    "руководитель участка — близкий родственник",
    "по просьбе родителей",
    "повторная практика в том же цехе не засчитывается",
    "предприятие просило другого студента",
)


def make_locks(
    rng: np.random.Generator, students: Sequence[Applicant], positions: Sequence[Position], hosts: Sequence[Host]
) -> tuple[Lock, ...]:
    """Return the fixed places, then the forbidden pairs."""
    options = {
        s.applicant_id: [o for o in options_of(s, positions, hosts) if o.sensible]
        for s in students
        if s.applicant_id not in SPECIAL_CASES
    }
    fixed = _fixed(options, {h.host_id: h.name or "" for h in hosts})
    taken = {lock.applicant_id for lock in fixed}
    free = [own for applicant_id, own in options.items() if own and applicant_id not in taken]
    return (*fixed, *_forbidden(rng, free))


def _fixed(options: Mapping[str, Sequence[Option]], name_of: Mapping[str, str]) -> list[Lock]:
    """Fix, one after another, the nearest student of the group who is not fixed yet."""
    locks: list[Lock] = []
    for wish in FIXED:
        taken = {lock.applicant_id for lock in locks}
        choice = min(
            (
                o
                for own in options.values()
                for o in own
                if (o.student.group, name_of[o.position.host]) == wish[:2] and o.student.applicant_id not in taken
            ),
            key=lambda o: (o.km, o.student.applicant_id, o.position.position_id),
        )
        pair = (choice.student.applicant_id, choice.position.position_id)
        locks.append(Lock(*pair, LockKind.ASSIGNED, wish.reason, AUTHORS[0]))
    return locks


def _forbidden(rng: np.random.Generator, options: Sequence[Sequence[Option]]) -> Iterator[Lock]:
    for reason, at in zip(REFUSED, rng.permutation(len(options)).tolist(), strict=False):
        option = options[at][int(rng.integers(len(options[at])))]
        pair = (option.student.applicant_id, option.position.position_id)
        yield Lock(*pair, LockKind.FORBIDDEN, reason, AUTHORS[rng.integers(len(AUTHORS))])
