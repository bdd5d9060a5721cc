frappe.listview_settings["Service Contract"] = {
	add_fields: ["status"],

	get_indicator(contract) {
		const colours = { Draft: "gray", Sent: "blue", Signed: "green", Declined: "red", Cancelled: "gray" };
		return [__(contract.status), colours[contract.status], `status,=,${contract.status}`];
	},
};
