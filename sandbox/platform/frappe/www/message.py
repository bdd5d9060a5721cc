"""What `frappe.respond_as_web_page` answers; its context is in the response."""

no_cache = 1
