"""Reads of the monitoring: deadlines of documents, what was planned and done in a year, criteria of a conclusion."""
