"""Default values: of the site, and of users."""

from collections import defaultdict
from typing import Any

import frappe


def get_defaults_for(parent: str = "__default") -> frappe._dict:
	"""`{key: value, or a list of them}` of a parent: `__default`, `__global` or a user."""
	cache = frappe.db.value_cache.setdefault("defaults", {})
	if parent not in cache:
		cache[parent] = _read(parent)
	return cache[parent]


def _read(parent: str) -> frappe._dict:
	table = frappe.qb.DocType("DefaultValue")
	query = frappe.qb.from_(table).where(table.parent == parent).orderby(table.creation)
	values: dict[str, list] = defaultdict(list)
	for key, value in query.select(table.defkey, table.defvalue).run():
		values[key].append(value)
	return frappe._dict({key: found[0] if len(found) == 1 else found for key, found in values.items()})


def get_defaults(user: str | None = None) -> frappe._dict:
	"""The site's defaults with the user's over them."""
	user = user or frappe.session.user
	merged = frappe._dict(get_defaults_for())
	if user != "Guest":
		merged.update(get_defaults_for(user))
	merged["user"] = user
	return merged


def get_user_default(key: str, user: str | None = None) -> Any:
	"""The user's default under a key (a DocType's name works too); else the site's."""
	user = user or frappe.session.user
	for name in (key, frappe.scrub(key)):
		value = get_defaults_for(user).get(name) or get_defaults_for().get(name)
		if value:
			return value[0] if isinstance(value, list) else value
	return None


def get_global_default(key: str) -> Any:
	"""The site's default under a key."""
	value = get_defaults_for().get(key)
	return value[0] if isinstance(value, list) else value


def set_user_default(key: str, value: Any, user: str | None = None, parenttype: str | None = None) -> None:
	"""Set a user's default."""
	set_default(key, value, user or frappe.session.user, parenttype)


def set_global_default(key: str, value: Any) -> None:
	"""Set the site's default."""
	set_default(key, value, "__default")


def set_default(key: str, value: Any, parent: str, parenttype: str = "__default") -> None:
	"""Set the one value under a key."""
	frappe.db.delete("DefaultValue", {"defkey": key, "parent": parent})
	if value is not None:
		add_default(key, value, parent, parenttype)
	frappe.db.value_cache.pop("defaults", None)


def add_default(key: str, value: Any, parent: str, parenttype: str | None = None) -> None:
	"""Add a value under a key."""
	from frappe.utils.data import now

	fields = ["name", "creation", "modified", "parent", "parenttype", "parentfield", "defkey", "defvalue"]
	name = frappe.generate_hash(length=10)
	row = [name, now(), now(), parent, parenttype or "__default", "system_defaults", key, value]
	frappe.db.bulk_insert("DefaultValue", fields, [row])
	frappe.db.value_cache.pop("defaults", None)


def clear_default(
	key: str | None = None,
	value: Any = None,
	parent: str | None = None,
	name: str | None = None,
	parenttype: str | None = None,
) -> None:
	"""Delete defaults that match."""
	given = {"defkey": key, "defvalue": value, "parent": parent, "name": name, "parenttype": parenttype}
	frappe.db.delete("DefaultValue", {field: wanted for field, wanted in given.items() if wanted is not None})
	frappe.db.value_cache.pop("defaults", None)


clear_user_default = clear_default
