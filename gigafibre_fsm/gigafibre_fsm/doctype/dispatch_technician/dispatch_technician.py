from frappe import _
from frappe.model.document import Document
from frappe.utils import get_time

from gigafibre_fsm import identity
from gigafibre_fsm.messaging.phone_numbers import to_e164
from gigafibre_fsm.validation import reject, require_range


class DispatchTechnician(Document):
	"""Someone we send: what they can do, when they work and where their day starts."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from gigafibre_fsm.gigafibre_fsm.doctype.technician_skill.technician_skill import TechnicianSkill

		color: DF.Color | None
		email: DF.Data | None
		full_name: DF.Data
		home_address: DF.Data | None
		home_latitude: DF.Float
		home_longitude: DF.Float
		phone: DF.Data | None
		shift_end: DF.Time | None
		shift_start: DF.Time | None
		skills: DF.Table[TechnicianSkill]
		status: DF.Literal["Available", "Away", "Inactive"]
		traccar_device: DF.Data | None
		user: DF.Link | None
	# end: auto-generated types

	def validate(self):
		self.normalise_phone()
		require_range(self, "home_latitude", -90, 90)
		require_range(self, "home_longitude", -180, 180)
		self.require_shift_in_order()
		self.require_each_skill_once()

	def on_update(self):
		if not self.is_new() and (self.status == "Inactive" or self.has_value_changed("user")):
			identity.revoke_technician_links(self.name)

	def normalise_phone(self):
		try:
			self.phone = to_e164(self.phone)
		except ValueError:
			reject(self, "phone", _("is not a phone number such as 514 555-0123"))

	def require_shift_in_order(self):
		if self.shift_start and self.shift_end and get_time(self.shift_end) <= get_time(self.shift_start):
			start = self.get_formatted("shift_start")
			reject(self, "shift_end", _("must be after the start of the shift, {0}").format(start))

	def require_each_skill_once(self):
		tags = [skill.tag for skill in self.skills]
		for skill in self.skills:
			require_range(skill, "level", 1, 5)
			if tags.count(skill.tag) > 1:
				reject(skill, "tag", _("is listed twice; remove one"))
