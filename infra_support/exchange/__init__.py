"""Documents and files that support gives out, one module a form."""
