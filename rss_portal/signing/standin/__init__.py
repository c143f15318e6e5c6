"""A stand-in for NCALayer and for the certification authority, for tests and the demonstration only.

Nothing here runs in production: its certificates lead to a root that only a demonstration trusts.
"""
