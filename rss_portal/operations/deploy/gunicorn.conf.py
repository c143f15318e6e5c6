"""Web processes of production."""

import os
from pathlib import Path

bind = "0.0.0.0:8000"  # noqa: S104  inside the container's private network
workers = int(os.environ.get("WEB_CONCURRENCY", "4"))
timeout = 120  # the longest export of a page; streams answer from the first second
graceful_timeout = 30
keepalive = 5
max_requests = 5000  # a leak in a driver never grows old
max_requests_jitter = 500
forwarded_allow_ips = "*"  # only the proxy reaches this port
if Path("/dev/shm").is_dir():  # noqa: S108  heartbeats of processes must not wait for a slow disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108
