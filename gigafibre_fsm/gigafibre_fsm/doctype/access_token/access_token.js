frappe.ui.form.on("Access Token", {
	refresh(form) {
		if (form.doc.revoked_on || !frappe.user.has_role("FSM Manager")) return;
		form.add_custom_button(__("Withdraw"), () =>
			frappe.confirm(__("Withdraw this link? Sessions it opened end at once."), () =>
				frappe.call({
					method: "gigafibre_fsm.api.identity.revoke",
					type: "POST",
					args: { name: form.doc.name },
					freeze: true,
					callback: () => form.reload_doc(),
				}),
			),
		);
	},
});
