"""Page of a simulation: one file that needs no network and no script, for the screen and for A4."""

from functools import partial
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from matcher.report import simulation_words as words
from matcher.report.charts import Spec, svg
from matcher.report.flow_chart import flow_chart
from matcher.report.saving import save
from matcher.report.simulation_charts import fan, scenarios, tornado
from matcher.report.simulation_view import Seen, View
from matcher.simulate.simulation import Simulation
from matcher.text import Lang, number, say


def write_simulation_report(found: Simulation, path: Path, lang: Lang) -> None:
    """Write ``report.html``. Raises OSError."""
    save(path, render_simulation(found, lang).encode())


def render_simulation(found: Simulation, lang: Lang) -> str:
    """Return the page; the same simulation gives the same text."""
    view = View(lang, found)
    environment = Environment(
        loader=PackageLoader("matcher.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("simulation.html.j2").render(
        view=view,
        study=found.study,
        lang=lang,
        say=partial(say, lang=lang),
        number=partial(number, lang=lang),
        words=words,
        stamp=words.caption(found, lang),
        ratio=_ratio(view),
        pictures={name: drawn(spec) for name, spec in specs(view).items()},
    )


def drawn(spec: Spec) -> Markup:
    """Return a chart as an SVG element that may stand in a page; Vega escapes the names in it."""
    return Markup(svg(spec))  # noqa: S704  # made by our own renderer


def specs(view: Seen) -> dict[str, Spec]:
    """Return the charts of a simulation, those that have something to show."""
    found: dict[str, Spec] = {}
    if view.contrasts:
        found["scenarios"] = scenarios(view)
    if view.fan:
        found["fan"] = fan(view)
    if view.sways:
        found["tornado"] = tornado(view)
    if view.flows:
        heads = [say(f"simulate.flows.{head}", view.lang) for head in ("specialty", "host", "ending")]
        found["flows"] = flow_chart(view.flows, heads, view.lang, say("simulate.flows", view.lang))
    return found


def _ratio(view: View) -> float | None:
    """Return by what mirrored pairs change the variance of the headline's mean, None where it cannot be told."""
    value = view.base.line.value
    return None if value is None else value.variance_ratio
