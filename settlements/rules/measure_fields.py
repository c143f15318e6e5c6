"""Which fields an entry of each measure has (spec 10.4) and what kind of value a field holds."""

FACILITY, NETWORK, SERVICE = "facility", "network", "service"

CONDITIONS = ("good", "current_repair", "capital_repair", "emergency")
MAIN_FIELDS: dict[str, tuple[str, ...]] = {
    FACILITY: ("required", *CONDITIONS, "lacking_equipment"),
    NETWORK: ("total", "covered", "normative"),
    SERVICE: ("available", "share_served", "schedule"),
}
EXTRA_FIELDS: dict[str, tuple[str, ...]] = {
    FACILITY: ("capacity", "distance_km", "served_by", "cost_thousand_tenge"),
    NETWORK: ("cost_thousand_tenge",),
    SERVICE: ("cost_thousand_tenge",),
}
COMMON_FIELDS = ("na_reason", "note")
MEASURE_FIELDS = {measure: MAIN_FIELDS[measure] + EXTRA_FIELDS[measure] for measure in MAIN_FIELDS}

COUNTS = frozenset({"required", *CONDITIONS, "lacking_equipment", "capacity", "total", "covered", "normative"})
# decimal fields: digits before and after the point, as their columns have them
DECIMALS: dict[str, tuple[int, int]] = {
    "share_served": (3, 2),
    "distance_km": (6, 1),
    "cost_thousand_tenge": (14, 2),
}
FLAGS = frozenset({"available"})
TEXTS: dict[str, int | None] = {"served_by": 9, "schedule": 200, "na_reason": 20, "note": None}
STORED_FIELDS = tuple(dict.fromkeys(name for fields in MEASURE_FIELDS.values() for name in fields)) + COMMON_FIELDS

MAX_COUNT = 2_147_483_647


def empty_value(field: str) -> str | None:
    """What "no data" is in a field: an empty text, or nothing."""
    return "" if field in TEXTS else None
