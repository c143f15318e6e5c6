"""Addresses of `operations`; how to read a row: see the package."""

TABLE = {
    "operations:healthz": ("OOOOOOOO", "MMMMMMMM"),
    "operations:readyz": ("OOOOOOOO", "MMMMMMMM"),
    "operations:metrics": ("OOOOOOOO", "MMMMMMMM"),
}
