frappe.listview_settings["Webhook Event"] = {
	add_fields: ["status", "attempts"],

	get_indicator(event) {
		// A word of its own for what failed and waits: it needs nobody yet.
		if (event.status === "Received" && event.attempts > 0) {
			return [__("Waiting to Retry"), "orange", "status,=,Received|attempts,>,0"];
		}
		const colours = {
			Received: "blue",
			Processing: "yellow",
			Done: "green",
			Ignored: "gray",
			Failed: "red",
		};
		return [__(event.status), colours[event.status], `status,=,${event.status}`];
	},

	onload(list) {
		list.page.add_inner_button(__("Failed"), () =>
			list.filter_area.set([["Webhook Event", "status", "=", "Failed"]]),
		);
		list.page.add_actions_menu_item(__("Retry"), () => retry(list), false);
	},
};

function retry(list) {
	const failed = list.get_checked_items().filter((event) => event.status === "Failed");
	if (!failed.length) {
		frappe.msgprint(__("Only failed events can be retried."));
		return;
	}
	frappe.call({
		method: "gigafibre_fsm.api.webhooks.events.retry",
		type: "POST",
		args: { names: JSON.stringify(failed.map((event) => event.name)) },
		freeze: true,
		callback: ({ message }) => {
			frappe.show_alert({
				message: __("Events being tried again: {0}", [message.retried]),
				indicator: "green",
			});
			list.refresh();
		},
	});
}
