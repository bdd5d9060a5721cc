frappe.listview_settings["Flow Template Version"] = {
	get_indicator(doc) {
		return doc.is_live ? [__("Live"), "green", "is_live,=,1"] : [__("Kept"), "gray", "is_live,=,0"];
	},
};
