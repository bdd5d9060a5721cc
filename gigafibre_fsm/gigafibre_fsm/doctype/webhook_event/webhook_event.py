from frappe.model.document import Document


class WebhookEvent(Document):
	"""Something an outside system told us, named `<provider>:<event id>` so that it counts once."""
