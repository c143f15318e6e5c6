"""How a running job ends early."""

from typing import Any


class JobCancelled(Exception):
    """Somebody asked for the job to stop; raised by `JobContext.check_cancelled`."""


class ClaimLost(Exception):
    """Another worker took the job over: this one must not write any more."""


class JobFailed(Exception):
    """The job cannot be done and a person has to know why.

    CODE names a sentence registered with the handler; VALUES fill it in.
    """

    def __init__(self, code: str, **values: Any):
        super().__init__(code)
        self.code = code
        self.values = values


class JobNotAllowed(Exception):
    """The state of the job does not admit the step (a finished job cannot be cancelled)."""
