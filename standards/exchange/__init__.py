"""Files of the standards."""
