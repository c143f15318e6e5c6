"""Reading and judging of digital signatures: bytes in, findings out."""
