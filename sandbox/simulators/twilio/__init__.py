"""A Twilio to try things on: the REST API, signed callbacks and customers' phones (INTEGRATIONS.md §4).

In a test: `with TwilioSimulator(callback_base=site) as twilio: …`. By itself: `python -m sandbox.simulators.twilio`.
"""

from .account import LONG_CODE, TOLL_FREE, Account
from .inbound import Delivery
from .server import TwilioSimulator

__all__ = ["LONG_CODE", "TOLL_FREE", "Account", "Delivery", "TwilioSimulator"]
