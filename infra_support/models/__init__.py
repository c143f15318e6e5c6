"""What the database keeps of this app."""
