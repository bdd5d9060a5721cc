"""Site configuration: `common_site_config.json` beside the sites, `site_config.json` in the site."""

import json
import os
from typing import Any

from frappe.types import _dict


def get_site_config(sites_path: str | None = None, site_path: str | None = None) -> _dict:
	"""The site's settings over the common ones. `sites_path`/`site_path`: folders; default: the present site."""
	from frappe import local

	config = _dict(_read(os.path.join(sites_path or local.sites_path, "common_site_config.json")))
	config.update(_read(os.path.join(site_path or local.site_path, "site_config.json")))
	return config


get_conf = get_site_config


def _read(path: str) -> dict[str, Any]:
	if not os.path.exists(path):
		return {}
	with open(path, encoding="utf-8") as file:
		return json.load(file)
