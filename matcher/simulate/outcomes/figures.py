"""Figures: every number that a model of outcomes starts from when nothing else is given, each with where it is from.

``source`` is the address of a public page (see the folder of public benchmarks in scenarios/README.md), or
:data:`ASSUMED`: an assumption of ours, to be replaced by the college's own figure as soon as there is one.
"""

from dataclasses import dataclass

ASSUMED = "A"
CRIMEA = "https://crimea.mk.ru/social/2023/09/12/v-etom-godu-iz-vuzov-kryma-vypustilis-7322-cheloveka-trudoustroilis-287.html"
"""10,380 graduates of vocational colleges of Crimea, September 2023."""
CHEREDNICHENKO = "https://socisras.ru/s013216250005794-6-1/?sl=en&version_id=9384"
"""Cherednichenko 2019 on Rosstat's survey of 2016: graduates of 2010-2015."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and where it is from."""

    value: float
    source: str

    @property
    def assumed(self) -> bool:
        """Return whether nobody published it."""
        return self.source == ASSUMED


FIGURES: dict[str, Figure] = {
    "employed": Figure(0.44, CRIMEA),
    "study": Figure(0.21, CRIMEA),
    "army": Figure(0.19, CRIMEA),
    "parental-leave": Figure(0.015, CRIMEA),
    "out-of-specialty": Figure(0.40, CHEREDNICHENKO),
    "men": Figure(0.6, ASSUMED),
    "by-host": Figure(0.3, ASSUMED),
    "self-employed": Figure(0.05, ASSUMED),
    "monthly-leaving": Figure(0.03, ASSUMED),
    "work.km": Figure(-0.2, ASSUMED),
    "work.grade": Figure(0.8, ASSUMED),
    "work.minor": Figure(-0.5, ASSUMED),
    "work.hire_places": Figure(0.9, ASSUMED),
    "work.pay": Figure(0.2, ASSUMED),
    "work.wish": Figure(0.3, ASSUMED),
    "work.target": Figure(1.5, ASSUMED),
    "work.transport": Figure(0.1, ASSUMED),
    "work.mentor": Figure(0.2, ASSUMED),
    "work.no_place": Figure(-0.7, ASSUMED),
    "host.km": Figure(-0.2, ASSUMED),
    "host.hire_places": Figure(1.5, ASSUMED),
    "host.target": Figure(3.0, ASSUMED),
    "host.wish": Figure(0.3, ASSUMED),
    "host.mentor": Figure(0.3, ASSUMED),
    "host.pay": Figure(0.2, ASSUMED),
    "stays.km": Figure(-0.1, ASSUMED),
    "stays.mentor": Figure(0.4, ASSUMED),
    "stays.pay": Figure(0.1, ASSUMED),
}
"""Shares are of all graduates, except ``out-of-specialty`` (of those with a job), ``by-host`` and ``self-employed`` (of
the employed), ``men`` (of the students), ``monthly-leaving`` (of those hired, each month). ``work.…``, ``host.…`` and
``stays.…`` are log-odds a unit of a feature."""


def value(name: str) -> float:
    """Return a figure's value. Raises KeyError for an unknown figure."""
    return FIGURES[name].value


def available() -> float:
    """Return the share of graduates who are neither in the army, nor studying on, nor on parental leave."""
    return 1 - value("army") - value("study") - value("parental-leave")


def stays(monthly: float, months: int = 12) -> float:
    """Return the share that is still there after ``months`` when the share ``monthly`` of the rest leaves a month."""
    return (1.0 - monthly) ** months
