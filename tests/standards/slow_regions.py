"""For the test with a killed worker: every region takes its time, so that there is a middle to be killed in."""

import time

from standards.services import background
from standards.services.runs import compute_region


def slow_region(*arguments):
    compute_region(*arguments)
    time.sleep(1.5)


background.compute_region = slow_region
