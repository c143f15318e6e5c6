"""Pages of infrastructure support."""
