"""The portal's texts: which are used, whether each is translated, and their compiled catalogues."""
