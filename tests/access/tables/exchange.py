"""Addresses of `exchange`; how to read a row: see the package."""

TABLE = {
    "exchange:upload": ("LOFOOFFF", "LBFBBFFF"),
    "exchange:download": ("LOFOOOOF", "LMMMMMMM"),
    "exchange:workbook": ("LOFOOOOF", "LRFRRRRF"),
    "exchange:prepared": ("LNNNNNNN", "LMMMMMMM"),
    "exchange:imports": ("LOOOOOOO", "LMMMMMMM"),
    "exchange:import": ("LONOONNN", "LMMMMMMM"),
    "exchange:accept": ("LMMMMMMM", "LRNRRNNN"),
    "exchange:discard": ("LMMMMMMM", "LRNRRNNN"),
    "exchange:marked": ("LONOONNN", "LMMMMMMM"),
}
