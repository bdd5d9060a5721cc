frappe.ui.form.on("FSM Settings", {
	genieacs_test(form) {
		if (form.is_dirty()) {
			frappe.msgprint(__("Save first: the test uses the saved address."));
			return;
		}
		frappe.call({
			method: "gigafibre_fsm.api.settings.test_genieacs",
			type: "POST",
			freeze: true,
			callback: ({ message }) =>
				frappe.msgprint({
					title: __("GenieACS"),
					message: frappe.utils.escape_html(message.message),
					indicator: message.ok ? "green" : "red",
				}),
		});
	},
});
