"""Addresses of `jobs`; how to read a row: see the package."""

TABLE = {
    "jobs:list": ("LOOOOOOO", "LMMMMMMM"),
    "jobs:job": ("LOFFOFOF", "LMMMMMMM"),
    "jobs:progress": ("LOFFOFOF", "LMMMMMMM"),
    "jobs:cancel": ("LMMMMMMM", "LRFFRFRF"),
    "jobs:retry": ("LMMMMMMM", "LRFFRFRF"),
}
