"""What the services of people refuse, with the sentence to be shown."""

from django.utils.functional import Promise


class NotPossible(Exception):
    """The step would leave the portal in a state that nobody could repair; `text` says why."""

    def __init__(self, text: str | Promise):
        super().__init__(str(text))
        self.text = text
