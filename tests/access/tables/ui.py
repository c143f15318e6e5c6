"""Addresses of `ui`; how to read a row: see the package."""

TABLE = {
    "ui:language": ("MMMMMMMM", "RRRRRRRR"),
    "ui:theme": ("MMMMMMMM", "RRRRRRRR"),
    "ui:search": ("OOOOOOOO", "MMMMMMMM"),
    "ui:about": ("OOOOOOOO", "MMMMMMMM"),
    "ui:components": ("OOOOOOOO", "MMMMMMMM"),
}
