frappe.ui.form.on("Outage", {
	setup(form) {
		form.set_query("service_location", "customers", (_doc, doctype, name) => ({
			filters: { customer: locals[doctype][name].customer },
		}));
	},

	refresh(form) {
		if (form.is_new() || form.doc.status === "Ended") return;
		form.add_custom_button(__("Service is back"), () =>
			frappe.confirm(__("End this outage? The flows that wait for it tell the customers."), () => {
				form.set_value("status", "Ended");
				form.save();
			}),
		);
	},
});
