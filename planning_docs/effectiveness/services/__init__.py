"""What people do in an evaluation: one function per verb."""
