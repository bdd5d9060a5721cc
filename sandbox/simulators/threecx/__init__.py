"""A 3CX that obeys our CRM template: it asks who calls when a phone rings, and reports the call when it has ended.

It knows no words of ours: addresses, headers and fields are those of the XML, filled as 3CX fills them. By itself:
`python -m sandbox.simulators.threecx --site http://127.0.0.1:8080 --secret … +15145550142 --kind Missed`.
"""

from .pbx import PhoneCall, ThreeCX

__all__ = ["PhoneCall", "ThreeCX"]
