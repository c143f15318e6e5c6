"""The benchmark of spec 80.2: measures beside their floors, in a throw-away database of its own."""
