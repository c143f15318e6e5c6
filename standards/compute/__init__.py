"""Computation of figures in the database: the rules compiled to SQL, with exactness restored."""
