// The link of the day: no password, one phone, until the working day ends.
frappe.ui.form.on("Dispatch Technician", {
	refresh(form) {
		const handsOutLinks = frappe.user.has_role(["FSM Dispatcher", "FSM Manager"]);
		if (form.is_new() || !handsOutLinks) return;
		const group = __("Link of the Day");
		form.add_custom_button(__("Send"), () => send_link(form), group);
		form.add_custom_button(__("Withdraw"), () => withdraw_links(form), group);
	},
});

function send_link(form) {
	ask("send_technician_link", form, ({ address, expires_on }) =>
		frappe.show_alert({
			message: __("The link is on its way to {0}; it opens until {1}.", [
				frappe.utils.escape_html(address),
				expires_on.slice(11, 16),
			]),
			indicator: "green",
		}),
	);
}

function withdraw_links(form) {
	const who = frappe.utils.escape_html(form.doc.full_name);
	frappe.confirm(__("Withdraw the links of {0}? Their phone is signed out at once.", [who]), () =>
		ask("revoke_technician_links", form, (count) =>
			frappe.show_alert({ message: __("Links withdrawn: {0}", [count]), indicator: "blue" }),
		),
	);
}

function ask(method, form, done) {
	frappe.call({
		method: `gigafibre_fsm.api.identity.${method}`,
		type: "POST",
		args: { technician: form.doc.name },
		freeze: true,
		callback: ({ message }) => {
			done(message);
			form.reload_doc();
		},
	});
}
