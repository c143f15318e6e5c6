"""Why a service did not do what it was asked for."""

from django.utils.functional import Promise


class StepRefused(ValueError):
    """The step lacks something; `reason` is a text to be read, `field` names the field that it concerns."""

    def __init__(self, reason: str | Promise, field: str = ""):
        super().__init__(str(reason))
        self.reason = reason
        self.field = field
