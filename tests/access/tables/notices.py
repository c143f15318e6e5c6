"""Addresses of `notices`; how to read a row: see the package."""

TABLE: dict[str, tuple[str, str]] = {
    "notices:notices": ("LOOOOOOO", "LMMMMMMM"),
    "notices:open": ("LMMMMMMM", "LRFFFFFF"),
    "notices:read_all": ("LMMMMMMM", "LRRRRRRR"),
    "notices:mailing": ("LMMMMMMM", "LRRRRRRR"),
}
