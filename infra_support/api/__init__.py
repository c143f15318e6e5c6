"""Addresses of the REST API about applications for support."""
