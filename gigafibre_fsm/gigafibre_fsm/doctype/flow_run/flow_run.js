frappe.ui.form.on("Flow Run", {
	refresh(form) {
		form.disable_save();
		form.add_custom_button(__("Open in Flows"), () => {
			window.open(`/ops/flows/runs/${encodeURIComponent(form.doc.name)}`);
		});
	},
});
