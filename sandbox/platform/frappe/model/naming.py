"""Names of documents: series, formats, fields, prompts and random ones."""

import base64
import re
import secrets
from collections.abc import Callable
from typing import Any

import frappe
from frappe import _

_BRACES = re.compile(r"(\{[\w | #]+\})")
_DASH_SERIES = re.compile(r"(?<!\.)(-\.#+)")


def set_new_name(doc: Any) -> None:
	"""Give a new document its name, as its DocType's `autoname` or its controller says."""
	doc.run_method("before_naming")
	meta = frappe.get_meta(doc.doctype)
	autoname = meta.autoname or ""
	if autoname.lower() not in ("prompt", "uuid") and not frappe.flags.in_import:
		doc.name = None
	if autoname in ("autoincrement", "UUID"):
		raise NotImplementedError(f"autoname {autoname}")
	if doc.get("amended_from"):
		doc.name = _amended_name(doc)
	elif meta.issingle:
		doc.name = doc.doctype
	if not doc.name:
		doc.run_method("autoname")
	if not doc.name and autoname:
		_name_by_option(autoname, doc)
	doc.name = validate_name(doc.doctype, doc.name or make_autoname("hash", doc.doctype))


def _name_by_option(autoname: str, doc: Any) -> None:
	kind = autoname.lower()
	if kind.startswith("field:"):
		doc.name = str(doc.get(autoname[6:]) or "").strip()
		if not doc.name:
			frappe.throw(_("{0} is required").format(doc.meta.get_label(autoname[6:])))
	elif kind.startswith("naming_series:"):
		set_name_by_naming_series(doc)
	elif kind.startswith("prompt"):
		if not doc.name:
			frappe.throw(_("Please set the document name"))
	elif kind.startswith("format:"):
		doc.name = _name_by_format(autoname, doc)
	elif "#" in autoname:
		pattern = _BRACES.sub(lambda match: parse_naming_series([match.group()[1:-1]], doc=doc), autoname)
		doc.name = make_autoname(_DASH_SERIES.sub(r".\1", pattern), doc=doc)


def set_name_by_naming_series(doc: Any) -> None:
	"""Name by the document's own `naming_series`, or the first of the DocType's."""
	if not doc.get("naming_series"):
		doc.naming_series = get_default_naming_series(doc.doctype)
	if not doc.naming_series:
		frappe.throw(_("Naming Series mandatory"))
	doc.name = make_autoname(f"{doc.naming_series}.#####", "", doc)


def get_default_naming_series(doctype: str) -> str | None:
	"""The first series of a DocType."""
	return next((option for option in frappe.get_meta(doctype).get_naming_series_options() if option), None)


def _name_by_format(autoname: str, doc: Any) -> str:
	pattern = _DASH_SERIES.sub(r".\1", autoname[autoname.find(":") + 1 :])
	name = _BRACES.sub(lambda match: parse_naming_series([match.group()[1:-1]], doc=doc), pattern)
	return make_autoname(name, doc=doc) if "#" in name and "{" not in name else name


def make_autoname(key: str = "", doctype: str = "", doc: Any = "", *, ignore_validate: bool = False) -> str:
	"""`hash`, or a series such as `DJ-.#####` or `INV-.YYYY.-.####`."""
	if key == "hash":
		return _random_name()
	from frappe.utils.data import cstr

	if "#" not in key:
		key += ".#####"
	elif "." not in key:
		frappe.throw(_("Invalid naming series {}: dot (.) missing").format(cstr(key)))
	return parse_naming_series(key, doctype, doc)


def _random_name(length: int = 10) -> str:
	return base64.b32hexencode(secrets.token_bytes(length)).decode()[:length].lower()


def parse_naming_series(
	parts: list[str] | str,
	doctype: str | None = None,
	doc: Any = None,
	number_generator: Callable[[str, int], str] | None = None,
) -> str:
	"""The next name of a series: dates, fields and one number, joined."""
	number_generator = number_generator or getseries
	name, numbered = "", False
	for part in parts.split(".") if isinstance(parts, str) else parts:
		if not part:
			continue
		if part.startswith("#"):
			if not numbered:
				name += number_generator(name, len(part))
				numbered = True
			continue
		name += _series_part(part, doc)
	return name


def _series_part(part: str, doc: Any) -> str:
	from frappe.utils.data import cstr, now_datetime

	dates = {"YY": "%y", "MM": "%m", "DD": "%d", "YYYY": "%Y", "JJJ": "%j", "WW": "%V"}
	if part in dates:
		return now_datetime().strftime(dates[part])
	if part == "timestamp":
		return str(now_datetime())
	if doc and (part.startswith("{") or doc.get(part) is not None):
		return cstr(doc.get(part.strip("{}"))).strip()
	return part


def getseries(key: str, digits: int) -> str:
	"""The next number under a prefix, zero-padded; the row stays locked until the transaction ends."""
	frappe.db.begin()
	row = frappe.db.sql(
		"INSERT INTO `tabSeries` (`name`, `current`) VALUES (%s, 1) "
		"ON CONFLICT (`name`) DO UPDATE SET `current` = `current` + 1 RETURNING `current`",
		(key,),
	)
	return str(row[0][0]).zfill(digits)


def revert_series_if_last(key: str, name: str, doc: Any = None) -> None:
	"""Give a series' last number back when the document that had it is deleted."""
	prefix = parse_naming_series(key.split(".#")[0], doc=doc) if ".#" in key else key
	digits = name.removeprefix(prefix)
	if digits.isdigit():
		frappe.db.sql(
			"UPDATE `tabSeries` SET `current` = `current` - 1 WHERE `name` = %s AND `current` = %s",
			(prefix, int(digits)),
		)


def validate_name(doctype: str, name: Any) -> str:
	"""The name without outer blanks; NameError when it cannot be one."""
	if not name:
		frappe.throw(_("No Name Specified for {0}").format(doctype))
	if isinstance(name, int):
		frappe.throw(_("Invalid name type (integer) for varchar name column"), frappe.NameError)
	if name.startswith(f"New {doctype}"):
		frappe.throw(
			_("There were some errors setting the name, please contact the administrator"), frappe.NameError
		)
	name = name.strip()
	if not frappe.get_meta(doctype).issingle and doctype == name and name != "DocType":
		frappe.throw(_("Name of {0} cannot be {1}").format(doctype, name), frappe.NameError)
	if "<" in name or ">" in name:
		frappe.throw(
			_("Name cannot contain special characters like {0}").format("'<', '>'"), frappe.NameError
		)
	return name


def append_number_if_name_exists(
	doctype: str, value: str, fieldname: str = "name", separator: str = "-", filters: dict | None = None
) -> str:
	"""The value, with `-1`, `-2`… when it is taken."""
	filters = {**(filters or {}), fieldname: value}
	if not frappe.db.exists(doctype, filters):
		return value
	taken = frappe.get_all(doctype, filters={fieldname: ("like", f"{value}{separator}%")}, pluck=fieldname)
	numbers = [int(end) for name in taken if (end := name[len(value) + len(separator) :]).isdigit()]
	return f"{value}{separator}{max(numbers, default=0) + 1}"


def _amended_name(doc: Any) -> str:
	origin = doc.amended_from
	if frappe.db.get_value(doc.doctype, origin, "amended_from"):
		stem, _dash, number = origin.rpartition("-")
		return f"{stem}-{int(number) + 1}"
	return f"{origin}-1"
