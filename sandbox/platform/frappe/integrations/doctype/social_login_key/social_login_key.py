"""Where else people may sign in: an OAuth provider, named after itself."""

import json

import frappe
from frappe import _
from frappe.model.document import Document


class BaseUrlNotSetError(frappe.ValidationError):
	"""A custom base address is missing."""


class AuthorizeUrlNotSetError(frappe.ValidationError):
	"""Where people sign in is missing."""


class AccessTokenUrlNotSetError(frappe.ValidationError):
	"""Where codes are exchanged is missing."""


class RedirectUrlNotSetError(frappe.ValidationError):
	"""Where people come back is missing."""


class ClientIDNotSetError(frappe.ValidationError):
	"""It cannot be enabled without a client id."""


class ClientSecretNotSetError(frappe.ValidationError):
	"""It cannot be enabled without a client secret."""


class SocialLoginKey(Document):
	"""A provider of the sign-in page."""

	def autoname(self):
		self.name = frappe.scrub(self.provider_name)

	def validate(self):
		enabled = bool(self.enable_social_login)
		missing = (
			(self.custom_base_url and not self.base_url, _("Please enter Base URL"), BaseUrlNotSetError),
			(not self.authorize_url, _("Please enter Authorize URL"), AuthorizeUrlNotSetError),
			(not self.access_token_url, _("Please enter Access Token URL"), AccessTokenUrlNotSetError),
			(not self.redirect_url, _("Please enter Redirect URL"), RedirectUrlNotSetError),
			(
				enabled and not self.client_id,
				_("Please enter Client ID before social login is enabled"),
				ClientIDNotSetError,
			),
			(
				enabled and not self.client_secret,
				_("Please enter Client Secret before social login is enabled"),
				ClientSecretNotSetError,
			),
			(not _is_json(self.auth_url_data), _("Auth URL data should be valid JSON"), None),
			(not _is_json(self.api_endpoint_args), _("API Endpoint Args should be valid JSON"), None),
		)
		for is_wrong, sentence, error in missing:
			if is_wrong:
				frappe.throw(sentence, exc=error or frappe.ValidationError)


def _is_json(text: str | None) -> bool:
	try:
		json.loads(text or "{}")
	except ValueError:
		return False
	return True


def provider_allows_signup(provider: str) -> bool:
	"""May somebody without an account come in and get one?"""
	return frappe.db.get_value("Social Login Key", provider, "sign_ups") == "Allow"
