"""A small round in which every attribute an outcome model looks at is known."""

from datetime import date
from typing import Any

from matcher.rounds import Agreement, AgreementKind, Applicant, Group, Host, Mentor, Pair, Position, Preference, Round

SPRING, SUMMER = date(2026, 4, 13), date(2026, 6, 30)


def small_round(**own: Any) -> Round:
    """Return two students of a group and two positions; ``own`` replaces tables."""
    tables: dict[str, Any] = {
        "applicants": (
            Applicant("ann", group="G", birth_date=date(2007, 1, 1), sex="Ж", grade=4.5, lat=54.0, lon=38.0),
            Applicant("bob", group="G", birth_date=date(2009, 1, 1), sex="М", grade=3.0, restrictions=("инвалид",)),
        ),
        "groups": (Group("G", "15.01.05", graduation_date=SUMMER),),
        "hosts": (Host("plant", lat=54.0, lon=38.0, alumni_led=True), Host("farm")),
        "positions": (
            Position("lathe", 2, "plant", pay=20_000, hire_places=1, transport=True),
            Position("barn", 1, "farm", housing_beds=2),
        ),
        "preferences": (Preference("ann", host_id="plant", rank=2), Preference("ann", "barn", rank=1)),
        "mentors": (Mentor("m", 3, "plant", ("15.01.05",)),),
        "agreements": (Agreement("t", "farm", AgreementKind.TARGET, "bob"),),
        "pairs": (Pair("bob", "lathe", km=30.0),),
        "starts_on": SPRING,
        "ends_on": date(2026, 5, 24),
    }
    return Round("small", **(tables | own))
