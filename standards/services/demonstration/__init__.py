"""The demonstration country (spec 80.1): generated with a fixed seed, so that every machine has the same.

Regions have their real names and codes; everything below them is invented and marked as demonstration. One
district reproduces the published example: Зеренді, 3 schools, 2 in need of capital repair, 1 more needed.
"""

from .build import AlreadyThere, MixedRegister, Report, build_demonstration
from .plan import Scale, country_scale, small_scale

__all__ = [
    "AlreadyThere",
    "MixedRegister",
    "Report",
    "Scale",
    "build_demonstration",
    "country_scale",
    "small_scale",
]
