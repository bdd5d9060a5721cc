"""The fields we add to ERPNext's own doctypes, under the names the staff and the legacy data already use."""

from gigafibre_fsm.words import N_

CUSTOM_FIELDS = {
	"Customer": [
		{
			"fieldname": "fsm_section",
			"fieldtype": "Section Break",
			"label": N_("Gigafibre"),
			"insert_after": "customer_details",
			"collapsible": 1,
		},
		{
			"fieldname": "legacy_account_id",
			"fieldtype": "Data",
			"label": N_("Legacy Account"),
			"insert_after": "fsm_section",
			"search_index": 1,
			"in_standard_filter": 1,
		},
		{
			"fieldname": "legacy_customer_id",
			"fieldtype": "Data",
			"label": N_("Legacy Customer"),
			"insert_after": "legacy_account_id",
			"search_index": 1,
		},
		{"fieldname": "fsm_column", "fieldtype": "Column Break", "insert_after": "legacy_customer_id"},
		{
			"fieldname": "ppa_enabled",
			"fieldtype": "Check",
			"label": N_("Pre-authorised Payments"),
			"insert_after": "fsm_column",
		},
		{
			"fieldname": "stripe_id",
			"fieldtype": "Data",
			"label": N_("Stripe Customer"),
			"insert_after": "ppa_enabled",
			"search_index": 1,
			"no_copy": 1,
		},
	],
	"Item": [
		{
			"fieldname": "fsm_section",
			"fieldtype": "Section Break",
			"label": N_("Gigafibre"),
			"insert_after": "description",
			"collapsible": 1,
		},
		{
			"fieldname": "legacy_product_id",
			"fieldtype": "Data",
			"label": N_("Legacy Product"),
			"insert_after": "fsm_section",
			"search_index": 1,
		},
		{
			"fieldname": "olt_profile",
			"fieldtype": "Data",
			"label": N_("OLT Profile"),
			"insert_after": "legacy_product_id",
		},
		{"fieldname": "fsm_column", "fieldtype": "Column Break", "insert_after": "olt_profile"},
		{
			"fieldname": "download_speed",
			"fieldtype": "Int",
			"label": N_("Download Speed (Mbit/s)"),
			"insert_after": "fsm_column",
			"non_negative": 1,
		},
		{
			"fieldname": "upload_speed",
			"fieldtype": "Int",
			"label": N_("Upload Speed (Mbit/s)"),
			"insert_after": "download_speed",
			"non_negative": 1,
		},
	],
	"Subscription": [
		{
			"fieldname": "fsm_section",
			"fieldtype": "Section Break",
			"label": N_("Gigafibre"),
			"insert_after": "cost_center",
			"collapsible": 1,
		},
		{
			"fieldname": "radius_user",
			"fieldtype": "Data",
			"label": N_("RADIUS User"),
			"insert_after": "fsm_section",
			"search_index": 1,
		},
		{
			"fieldname": "radius_pwd",
			"fieldtype": "Password",
			"label": N_("RADIUS Password"),
			"insert_after": "radius_user",
		},
		{
			"fieldname": "legacy_service_id",
			"fieldtype": "Data",
			"label": N_("Legacy Service"),
			"insert_after": "radius_pwd",
			"search_index": 1,
		},
	],
	# Whatever is told twice or at the same time: one payment of Stripe's is one Payment Entry.
	"Payment Entry": [
		{
			"fieldname": "stripe_payment",
			"fieldtype": "Data",
			"label": N_("Stripe Payment"),
			"insert_after": "reference_date",
			"unique": 1,
			"read_only": 1,
			"no_copy": 1,
		},
	],
	"Communication": [
		{
			"fieldname": "conversation",
			"fieldtype": "Link",
			"options": "Conversation",
			"label": N_("Conversation"),
			"insert_after": "reference_name",
			"search_index": 1,
			"read_only": 1,
			"no_copy": 1,
		},
		# No link: runs are deleted one day, and what they sent is kept.
		{
			"fieldname": "flow_run",
			"fieldtype": "Data",
			"label": N_("Flow Run"),
			"insert_after": "conversation",
			"read_only": 1,
			"no_copy": 1,
		},
	],
	# Issue Type is ERPNext's own field of the same name.
	"Issue": [
		{
			"fieldname": "service_location",
			"fieldtype": "Link",
			"options": "Service Location",
			"label": N_("Service Location"),
			"insert_after": "customer",
			"search_index": 1,
		},
		{
			"fieldname": "assigned_staff",
			"fieldtype": "Link",
			"options": "User",
			"label": N_("Assigned Staff"),
			"insert_after": "service_location",
		},
		{
			"fieldname": "is_important",
			"fieldtype": "Check",
			"label": N_("Important"),
			"insert_after": "assigned_staff",
			"in_standard_filter": 1,
		},
		{
			"fieldname": "legacy_ticket_id",
			"fieldtype": "Data",
			"label": N_("Legacy Ticket"),
			"insert_after": "is_important",
			"search_index": 1,
		},
	],
}
