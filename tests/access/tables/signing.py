"""Addresses of `signing`; how to read a row: see the package."""

TABLE: dict[str, tuple[str, str]] = {
    "signing:sign": ("ROFFFFFF", "RBFFFFFF"),
    "signing:content": ("ROFFFFFF", "RMMMMMMM"),
    "signing:record": ("ROFFFFFF", "RMMMMMMM"),
    "signing:cms": ("ROFFFFFF", "RMMMMMMM"),
}
