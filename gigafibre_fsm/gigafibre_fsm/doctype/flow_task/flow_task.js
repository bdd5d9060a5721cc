frappe.ui.form.on("Flow Task", {
	refresh(form) {
		form.add_custom_button(__("Open in Flows"), () => {
			window.open(`/ops/flows/tasks/${encodeURIComponent(form.doc.name)}`);
		});
	},
});
