"""Who may see and change the facts."""
