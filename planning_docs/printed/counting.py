"""Numbers that run through a whole form."""


class Counter:
    """Called, it gives the next number: "1", "2", …"""

    def __init__(self) -> None:
        self.last = 0

    def __call__(self) -> str:
        self.last += 1
        return str(self.last)
