frappe.ui.form.on("Webhook Event", {
	refresh(form) {
		if (form.doc.status !== "Failed") return;
		form.add_custom_button(__("Retry"), () =>
			frappe.call({
				method: "gigafibre_fsm.api.webhooks.events.retry",
				type: "POST",
				args: { names: JSON.stringify([form.doc.name]) },
				freeze: true,
				callback: () => form.reload_doc(),
			}),
		);
	},
});
