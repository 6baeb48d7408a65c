"""Changes of papers and mentors."""

from dataclasses import replace
from datetime import date

from matcher.rounds import Agreement, AgreementStatus, Mentor
from matcher.simulate.changes import (
    AgreementEnded,
    AgreementProlonged,
    AgreementSigned,
    DraftSigned,
    MentorAdded,
    Papers,
)
from tests.simulate.changes.small import after, small_round, told

ACTIVE, TERMINATED = AgreementStatus.ACTIVE, AgreementStatus.TERMINATED


def test_an_agreement_is_signed_from_the_first_day_on() -> None:
    twice = after(AgreementSigned(Agreement("", "h2")), after(AgreementSigned(Agreement("", "h2"))))
    first, second = twice.agreements[-2:]
    assert (first.agreement_id, second.agreement_id) == ("h2+1", "h2+2")
    assert (first.valid_from, first.status) == (date(2026, 4, 13), ACTIVE)


def test_an_agreement_that_ends_earlier_begins_no_later() -> None:
    found = after(AgreementSigned(Agreement("n", "h2", valid_to=date(2026, 1, 1))))
    assert found.agreements[-1].valid_from == date(2026, 1, 1)


def test_in_a_round_without_dates_an_agreement_is_valid_from_ever() -> None:
    found = after(AgreementSigned(Agreement("n", "h2")), replace(small_round(), starts_on=None, ends_on=None))
    assert found.agreements[-1].valid_from is None


def test_an_agreement_needs_its_host_a_free_id_and_days_in_order() -> None:
    bad = Agreement("1", "h9", applicant_id="a9", valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 1))
    assert told(AgreementSigned(bad)) == [
        ("host_id", "unknown-id"),
        ("agreement_id", "taken-id"),
        ("applicant_id", "unknown-id"),
        ("valid_to", "ends-before-start"),
    ]
    assert told(AgreementSigned(Agreement("", "h1")), replace(small_round(), agreements=())) == [
        ("", "first-agreement")
    ]


def test_a_draft_is_signed() -> None:
    assert after(DraftSigned(Papers(host_id=("h2",)))).agreements[1].status == ACTIVE
    assert after(DraftSigned(Papers(host_id=("h2",)))).agreements[2].status == AgreementStatus.EXPIRED
    assert told(DraftSigned(Papers(("1",)))) == [("", "nothing-to-sign")]
    assert told(DraftSigned(Papers(("9",)))) == [("agreement_id", "unknown-id")]


def test_an_agreement_ends_at_once_or_on_a_day() -> None:
    assert [a.status for a in after(AgreementEnded(Papers(host_id=("h1",)))).agreements][::3] == [TERMINATED] * 2
    ended = after(AgreementEnded(Papers(("1",)), date(2026, 5, 1))).agreements[0]
    assert (ended.valid_to, ended.auto_renew, ended.status) == (date(2026, 5, 1), False, None)


def test_what_ended_earlier_stays_so_and_what_never_began_is_terminated() -> None:
    assert after(AgreementEnded(Papers(("3",)), date(2026, 5, 1))).agreements[2].valid_to == date(2026, 4, 30)
    assert after(AgreementEnded(Papers(("1",)), date(2024, 5, 1))).agreements[0].status == TERMINATED
    assert told(AgreementEnded(Papers(host_id=("h9",)))) == [("host_id", "unknown-id")]


def test_an_agreement_runs_longer_and_an_expired_one_again() -> None:
    found = after(AgreementProlonged(Papers(("1", "3")), date(2030, 1, 1)))
    assert [found.agreements[k].valid_to for k in (0, 2)] == [date(2030, 1, 1)] * 2
    assert found.agreements[2].status == ACTIVE
    assert after(AgreementProlonged(Papers(("1",)))).agreements[0].valid_to is None


def test_only_what_can_run_longer_is_prolonged() -> None:
    assert told(AgreementProlonged(Papers(("1",)), date(2026, 1, 1))) == [("to", "nothing-to-prolong")]
    assert told(AgreementProlonged(Papers(("1",)), date(2024, 1, 1))) == [("to", "nothing-to-prolong")]
    assert told(AgreementProlonged(Papers(("2",)))) == [("", "nothing-to-prolong")]
    assert told(AgreementProlonged(Papers(("9",)))) == [("agreement_id", "unknown-id")]


def test_a_mentor_is_added_and_numbered() -> None:
    twice = after(MentorAdded(Mentor("", 2, "h1")), after(MentorAdded(Mentor("", 2, "h1"))))
    assert [m.mentor_id for m in twice.mentors[-2:]] == ["h1+1", "h1+2"]
    assert after(MentorAdded(Mentor("s", 9))).mentors[-1] == Mentor("s", 9)


def test_a_first_mentor_could_only_forbid() -> None:
    assert told(MentorAdded(Mentor("n", 2, "h2"))) == [("host_id", "first-mentor")]
    assert told(MentorAdded(Mentor("n", 2)), replace(small_round(), mentors=())) == [("host_id", "first-supervisor")]
    assert told(MentorAdded(Mentor("m1", 2, "h9"))) == [("host_id", "unknown-id"), ("mentor_id", "taken-id")]
