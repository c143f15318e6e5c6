"""Addresses of `admin`; how to read a row: see the package."""

TABLE = {
    "admin:index": ("LLLLLLLL", "LLLLLLLL"),
    "admin:login": ("OOOOOOOO", "OOOOOOOO"),
    "admin:logout": ("RRRRRRRR", "RRRRRRRR"),
    "admin:password_change": ("LLLLLLLL", "LLLLLLLL"),
    "admin:password_change_done": ("LLLLLLLL", "LLLLLLLL"),
    "admin:autocomplete": ("LLLLLLLL", "LLLLLLLL"),
    "admin:jsi18n": ("LLLLLLLL", "LLLLLLLL"),
    "admin:view_on_site": ("LLLLLLLL", "LLLLLLLL"),
    "admin:(?P<url>.*)$": ("LLLLLLLL", "LLLLLLLL"),
}
