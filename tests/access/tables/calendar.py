"""Addresses of `calendar`; how to read a row: see the package."""

TABLE: dict[str, tuple[str, str]] = {
    "calendar:calendar": ("OOOOOOOO", "FFFFOFOF"),
    "calendar:year": ("OOOOOOOO", "MMMMMMMM"),
    "calendar:set_day": ("MMMMMMMM", "FFFFBFBF"),
    "calendar:remove_day": ("MMMMMMMM", "FFFFRFRF"),
    "calendar:confirm": ("MMMMMMMM", "FFFFBFBF"),
}
