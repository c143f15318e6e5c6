"""Codes of this app; what people read of them is translated."""
