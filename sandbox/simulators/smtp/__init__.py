"""A mail server that delivers nothing: it keeps each message as a file, and fails for some addresses.

In a test: `with MailSink(folder) as sink: …`. By itself: `python -m sandbox.simulators.smtp --port 2525 --folder mail`.
"""

from .sink import MailSink

__all__ = ["MailSink"]
