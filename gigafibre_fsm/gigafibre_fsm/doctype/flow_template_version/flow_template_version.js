frappe.ui.form.on("Flow Template Version", {
	refresh(form) {
		form.disable_save();
		form.add_custom_button(__("Open the editor"), () => {
			window.open(`/ops/flows/${encodeURIComponent(form.doc.template)}`);
		});
	},
});
