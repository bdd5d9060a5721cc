"""The assistant as the demo has it: the simulator's key."""

import frappe

from sandbox.simulators.gemini import KEY


def point_at_gemini(url: str) -> None:
	"""Tell FSM Settings where the model is, and the key when it has none. Does not commit."""
	settings = frappe.get_doc("FSM Settings")
	if settings.gemini_enabled and settings.gemini_api_url == url and settings.gemini_api_key:
		return
	settings.update({"gemini_enabled": 1, "gemini_api_url": url})
	settings.gemini_api_key = settings.gemini_api_key or KEY
	settings.save(ignore_permissions=True)
