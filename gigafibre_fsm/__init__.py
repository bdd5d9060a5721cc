"""Gigafibre FSM: one Frappe app, inside ERPNext, that runs a fibre ISP's whole day."""

__version__ = "0.1.0"
