"""3CX: the calls it reports through the CRM template we ship (public/3cx). Contract: INTEGRATIONS.md §7.

3CX signs nothing and gives calls no id: a secret header vouches, and what makes a call this call is its id.
"""

from .calls import Call, read_call, read_event

__all__ = ["Call", "read_call", "read_event"]
