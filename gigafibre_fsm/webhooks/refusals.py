"""Why a delivery is refused. Each is an answer of the 4xx family, and nothing of the delivery is kept."""

import frappe


class WebhookRefused(frappe.ValidationError):
	"""The delivery has the shape of no event of this provider."""

	http_status_code = 400


class NotGenuine(WebhookRefused):
	"""Not signed by who shares the secret, or too long ago."""

	http_status_code = 401


class SwitchedOff(WebhookRefused):
	"""Nobody listens here: the provider is off in FSM Settings."""

	http_status_code = 404


class TooLarge(WebhookRefused):
	"""More than an event needs."""

	http_status_code = 413


class WrongContentType(WebhookRefused):
	"""Not what this provider sends."""

	http_status_code = 415
