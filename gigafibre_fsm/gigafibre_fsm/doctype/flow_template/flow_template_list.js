frappe.listview_settings["Flow Template"] = {
	add_fields: ["enabled", "published_version", "has_draft", "system_key"],

	get_indicator(doc) {
		if (doc.system_key) return [__("System"), "purple", "system_key,is,set"];
		if (doc.enabled) return [__("On"), "green", "enabled,=,1"];
		if (doc.published_version) return [__("Off"), "gray", "enabled,=,0|published_version,>,0"];
		return [__("Draft"), "orange", "published_version,=,0"];
	},

	onload(list) {
		list.page.add_inner_button(__("Open Flows"), () => window.open("/ops/flows"));
	},
};
