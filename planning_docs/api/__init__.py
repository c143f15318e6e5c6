"""Planning documents in the REST API: documents, indicators, contents, comparisons; plans and amendments written."""
