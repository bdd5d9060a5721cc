frappe.listview_settings["Outage"] = {
	get_indicator(doc) {
		const colors = { Ongoing: "red", Ended: "green" };
		return [__(doc.status), colors[doc.status], `status,=,${doc.status}`];
	},
};
