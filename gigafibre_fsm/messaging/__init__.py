"""What we say to people and what they say to us: numbers, messages, conversations."""

from gigafibre_fsm.messaging.phone_numbers import to_e164

__all__ = ["to_e164"]
