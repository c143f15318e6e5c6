"""Addresses of `effectiveness`; how to read a row: see the package."""

TABLE: dict[str, tuple[str, str]] = {}
