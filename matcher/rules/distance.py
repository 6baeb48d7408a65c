"""Distance: kilometres between an applicant's home and a host, over pairs."""

import numpy as np

from matcher.rules.columns import Floats, Indices
from matcher.rules.frame import Frame

EARTH_KM = 6371.0088
"""Mean radius of the Earth."""


def haversine(lat: Floats, lon: Floats, other_lat: Floats, other_lon: Floats) -> Floats:
    """Return great-circle kilometres between points in degrees; NaN where a coordinate is NaN."""
    phi, other_phi = np.radians(lat), np.radians(other_lat)
    across = np.sin((other_phi - phi) / 2) ** 2
    along = np.sin(np.radians(other_lon - lon) / 2) ** 2
    km: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(across + np.cos(phi) * np.cos(other_phi) * along, 1)))
    return km


def kilometres(frame: Frame, need_of: Indices, place_of: Indices) -> Floats:
    """Return the kilometres of each pair, shape (n_pairs,): the given number, else over the ground; NaN if unknown."""
    need, place = frame.need, frame.place
    km = haversine(need.lat[need_of], need.lon[need_of], place.lat[place_of], place.lon[place_of])
    pairs, given = frame.given_km
    if not len(given):
        return km
    at = pairs.find(need_of, place_of)
    return np.where(at >= 0, given[at], km)
