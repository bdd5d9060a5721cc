"""Which language a session speaks, and the translations of that language."""

import functools

import frappe

MERGED_TRANSLATION_KEY = "merged_translations"
USER_TRANSLATION_KEY = "lang_user_translations"


def get_language(lang_list: list[str] | None = None) -> str:
	"""The request's language: form `_lang`, user, cookie, Accept-Language, then System Settings."""
	asked = frappe.form_dict._lang
	if asked and (language := get_lang_code(asked)):
		return language
	if frappe.session.user != "Guest":
		return frappe.local.lang
	known = set(lang_list or get_all_languages())
	cookie = frappe.local.request.cookies.get("preferred_language")
	for language in filter(None, [cookie, *frappe.local.request.accept_languages.values()]):
		for candidate in (language, get_parent_language(language)):
			if candidate in known:
				return candidate
	return frappe.get_system_settings("language") or "en"


@functools.lru_cache
def get_parent_language(lang: str) -> str | None:
	"""`fr` of `fr-CA`; None when there is no variant."""
	for separator in ("_", "-"):
		if separator in lang:
			return lang.split(separator)[0]
	return None


def get_user_lang(user: str | None = None) -> str:
	"""The user's language, else the site's."""
	language = frappe.db.get_value("User", user or frappe.session.user, "language", cache=True)
	return language or frappe.get_system_settings("language") or frappe.local.lang or "en"


def get_lang_code(lang: str) -> str | None:
	"""The code of a language given by code or by name."""
	return frappe.db.get_value("Language", {"name": lang}) or frappe.db.get_value(
		"Language", {"language_name": lang}
	)


def get_all_languages(with_language_name: bool = False) -> list:
	"""Codes of the enabled languages, or `{language_code, language_name}`."""
	if with_language_name:
		return frappe.get_all(
			"Language",
			fields=["language_code", "language_name"],
			filters={"enabled": 1},
			order_by="language_code asc",
		)
	return frappe.get_all("Language", filters={"enabled": 1}, pluck="name", order_by="name asc")


def get_all_translations(lang: str) -> dict[str, str]:
	"""Every translation of a language: the apps', then what the site's people changed.

	Keys are the source text, or `source:context`.
	"""
	if not lang:
		return {}

	def merge() -> dict[str, str]:
		translations = dict(get_translations_from_apps(lang))
		if parent := get_parent_language(lang):
			translations.update(get_user_translations(parent))
		translations.update(get_user_translations(lang))
		return translations

	merged = frappe.local.request_cache.setdefault(MERGED_TRANSLATION_KEY, {})
	if lang not in merged:
		merged[lang] = merge()
	return merged[lang]


def get_messages_for_boot() -> dict[str, str]:
	"""All translations of the session's language."""
	return get_all_translations(frappe.local.lang)


def get_translations_from_apps(lang: str, apps: list[str] | None = None) -> dict[str, str]:
	"""The apps' own translations; a variant (`fr-CA`) starts from its parent's."""
	from frappe.gettext.translate import get_translations_from_mo

	parent = get_parent_language(lang)
	translations = dict(get_translations_from_apps(parent, apps)) if parent else {}
	for app in apps or frappe.get_installed_apps():
		translations.update(get_translations_from_mo(lang, app))
	return translations


def get_user_translations(lang: str) -> dict[str, str]:
	"""The Translation documents of a language."""

	def read() -> dict[str, str]:
		rows = frappe.get_all(
			"Translation",
			fields=["source_text", "translated_text", "context"],
			filters={"language": lang},
			order_by="creation asc",
		)
		return {_key(row.source_text, row.context): row.translated_text for row in rows}

	return frappe.cache.hget(USER_TRANSLATION_KEY, lang, generator=read)


def _key(source: str, context: str | None) -> str:
	return f"{source}:{context}" if context else source


def clear_cache() -> None:
	"""Have translations read again."""
	frappe.local.request_cache.pop(MERGED_TRANSLATION_KEY, None)
	frappe.cache.delete_value(USER_TRANSLATION_KEY)
