from frappe import _
from frappe.model.document import Document

from gigafibre_fsm import identity
from gigafibre_fsm.gigafibre_fsm.doctype.fsm_settings import (
	assistant_tab,
	flows_tab,
	right_to_change,
	sign_in_tab,
	twilio_tab,
	webhook_tabs,
)
from gigafibre_fsm.validation import normalise_address, reject, require_networks


class FSMSettings(Document):
	"""Where the outside systems are, and the limits we set ourselves. One tab a system."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from gigafibre_fsm.gigafibre_fsm.doctype.flow_host.flow_host import FlowHost
		from gigafibre_fsm.gigafibre_fsm.doctype.group_role.group_role import GroupRole
		from gigafibre_fsm.gigafibre_fsm.doctype.sms_sender.sms_sender import SMSSender

		allowed_networks: DF.SmallText | None
		attachment_max_mb: DF.Int
		attachment_types: DF.SmallText | None
		authentik_client_id: DF.Data | None
		authentik_client_secret: DF.Password | None
		authentik_enabled: DF.Check
		authentik_token: DF.Password | None
		authentik_url: DF.Data | None
		bulk_share: DF.Percent
		caller_id: DF.Data | None
		docuseal_enabled: DF.Check
		docuseal_webhook_secret: DF.Password | None
		flow_hosts: DF.Table[FlowHost]
		flow_retention_days: DF.Int
		flows_enabled: DF.Check
		gemini_api_key: DF.Password | None
		gemini_api_url: DF.Data | None
		gemini_enabled: DF.Check
		gemini_model: DF.Data | None
		genieacs_enabled: DF.Check
		genieacs_timeout: DF.Int
		genieacs_url: DF.Data | None
		group_roles: DF.Table[GroupRole]
		kuma_enabled: DF.Check
		kuma_secret: DF.Password | None
		mailing_address: DF.SmallText | None
		pbx_enabled: DF.Check
		pbx_secret: DF.Password | None
		proxy_sign_in: DF.Check
		public_url: DF.Data | None
		readings_retention_days: DF.Int
		sms_retention_days: DF.Int
		sms_senders: DF.Table[SMSSender]
		stripe_api_url: DF.Data | None
		stripe_enabled: DF.Check
		stripe_secret_key: DF.Password | None
		stripe_webhook_secret: DF.Password | None
		support_phone: DF.Data | None
		trusted_proxies: DF.SmallText | None
		twilio_account_sid: DF.Data | None
		twilio_api_key: DF.Data | None
		twilio_api_secret: DF.Password | None
		twilio_api_url: DF.Data | None
		twilio_auth_token: DF.Password | None
		twilio_enabled: DF.Check
		twiml_app_sid: DF.Data | None
		voice_enabled: DF.Check
		webhook_retention_days: DF.Int
		working_day_ends: DF.Time | None
	# end: auto-generated types

	def validate(self):
		right_to_change.validate(self)
		self.require_networks()
		self.require_genieacs_address()
		sign_in_tab.validate(self)
		webhook_tabs.validate(self)
		twilio_tab.validate(self)
		flows_tab.validate(self)
		assistant_tab.validate(self)

	def on_update(self):
		identity.keep_social_login_key(self)

	def require_networks(self):
		require_networks(self, "allowed_networks")

	def require_genieacs_address(self):
		if self.genieacs_enabled and not self.genieacs_url:
			reject(self, "genieacs_url", _("is needed while GenieACS is enabled"))
		normalise_address(self, "genieacs_url", "http://192.0.2.10:7557")
