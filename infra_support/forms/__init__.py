"""Forms of infrastructure support."""
