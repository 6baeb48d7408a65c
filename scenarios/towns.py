"""Towns of the Tula region that the demo uses.

Names and coordinates: HFLabs/DaData, github.com/hflabs/city, CC BY-SA 4.0 (see scenarios/README.md).
"""

from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

EARTH_RADIUS_KM = 6371.0088


class Spot(NamedTuple):
    """A point on the map, in degrees."""

    lat: float
    lon: float


TOWNS: dict[str, Spot] = {
    "Белев": Spot(53.8114179, 36.1382247),
    "Богородицк": Spot(53.7701014, 38.1225152),
    "Болохово": Spot(54.0820349, 37.826724),
    "Венев": Spot(54.3542315, 38.2642236),
    "Донской": Spot(53.9678944, 38.3371824),
    "Ефремов": Spot(53.1464766, 38.0921657),
    "Киреевск": Spot(53.9319555, 37.9220351),
    "Липки": Spot(53.9417551, 37.7020148),
    "Новомосковск": Spot(54.0109075, 38.2914024),
    "Плавск": Spot(53.7096415, 37.2862352),
    "Советск": Spot(53.9338874, 37.6316141),
    "Суворов": Spot(54.1343585, 36.4807419),
    "Тула": Spot(54.1920559, 37.6153842),
    "Узловая": Spot(53.9730452, 38.1763201),
    "Щекино": Spot(54.0020652, 37.5176288),
}


def kilometres(one: Spot, other: Spot) -> float:
    """Return the great-circle distance of two points in km."""
    lat, lon, other_lat, other_lon = map(radians, (*one, *other))
    chord = sin((lat - other_lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((lon - other_lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(chord))
