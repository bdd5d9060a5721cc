"""What outside systems tell us: verified, kept once under the name of the event, done in a job.

The doors are api/webhooks/<provider>.py; README.md tells the story of an event.
"""

from .intake import receive, require_signature
from .processing import process
from .upkeep import delete_old, retry, sweep

__all__ = ["delete_old", "process", "receive", "require_signature", "retry", "sweep"]
