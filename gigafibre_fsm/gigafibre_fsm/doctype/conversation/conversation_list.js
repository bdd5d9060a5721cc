frappe.listview_settings["Conversation"] = {
	get_indicator(doc) {
		const colors = { Open: doc.unread ? "orange" : "blue", Snoozed: "gray", Closed: "green" };
		return [__(doc.status), colors[doc.status], `status,=,${doc.status}`];
	},
	add_fields: ["unread"],
};
