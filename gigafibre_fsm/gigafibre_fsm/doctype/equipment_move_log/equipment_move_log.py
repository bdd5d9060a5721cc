from frappe.model.document import Document


class EquipmentMoveLog(Document):
	"""One move of one device, written by the system (network.moves)."""
