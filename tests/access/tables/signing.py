"""Addresses of `signing`; how to read a row: see the package."""

TABLE: dict[str, tuple[str, str]] = {
    "signing:sign": ("LOFFFFFF", "LBFFFFFF"),
    "signing:content": ("LOFFFFFF", "LMMMMMMM"),
    "signing:record": ("LOFFFFFF", "LMMMMMMM"),
    "signing:cms": ("LOFFFFFF", "LMMMMMMM"),
}
