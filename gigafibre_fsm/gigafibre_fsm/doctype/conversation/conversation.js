frappe.ui.form.on("Conversation", {
	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Open in the Inbox"), () => {
			window.open(`/ops/inbox/${encodeURIComponent(frm.doc.name)}`);
		});
	},
});
