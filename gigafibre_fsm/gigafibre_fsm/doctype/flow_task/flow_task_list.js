frappe.listview_settings["Flow Task"] = {
	add_fields: ["status", "due_on"],

	get_indicator(task) {
		const now = frappe.datetime.now_datetime();
		if (task.status === "Open" && task.due_on && task.due_on < now) {
			return [__("Late"), "red", `status,=,Open|due_on,<,${now}`];
		}
		const colours = { Open: "blue", Done: "green", Cancelled: "gray" };
		return [__(task.status), colours[task.status], `status,=,${task.status}`];
	},
};
