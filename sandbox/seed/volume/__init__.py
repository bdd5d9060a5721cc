"""A big ISP: the volumes the old system lived with, invented and always the same.

`python -m sandbox.seed.volume` (`make seed-volume`) fills a site in stages, each committed once it is whole, so that
an interrupted run goes on where it stopped. Rows are written in bulk, without hooks, and are what documents would
have left: child rows, outstanding amounts, statuses and dates agree. No ledger entries are made.
"""

from sandbox.seed.volume.run import seed

__all__ = ["seed"]
