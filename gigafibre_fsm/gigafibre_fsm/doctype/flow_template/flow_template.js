frappe.ui.form.on("Flow Template", {
	refresh(form) {
		if (form.is_new()) return;
		form.add_custom_button(__("Open the editor"), () => {
			window.open(`/ops/flows/${encodeURIComponent(form.doc.name)}`);
		});
	},
});
