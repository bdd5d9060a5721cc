frappe.listview_settings["Flow Run"] = {
	add_fields: ["status"],

	get_indicator(run) {
		const colours = {
			Running: "blue",
			Waiting: "yellow",
			Completed: "green",
			Failed: "red",
			Cancelling: "orange",
			Cancelled: "gray",
		};
		return [__(run.status), colours[run.status], `status,=,${run.status}`];
	},
};
