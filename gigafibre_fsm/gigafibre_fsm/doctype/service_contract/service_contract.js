const SERVICE_CONTRACT_COLOURS = {
	Draft: "gray",
	Sent: "blue",
	Signed: "green",
	Declined: "red",
	Cancelled: "gray",
};

frappe.ui.form.on("Service Contract", {
	setup(form) {
		form.set_query("template", () => ({ filters: { disabled: 0 } }));
		for (const field of ["service_subscription", "service_location"]) {
			form.set_query(field, () => ({ filters: { customer: form.doc.customer } }));
		}
		form.set_query("quotation", () => ({
			filters: { quotation_to: "Customer", party_name: form.doc.customer },
		}));
	},

	refresh(form) {
		const { doc } = form;
		form.page.set_indicator(__(doc.status), SERVICE_CONTRACT_COLOURS[doc.status]);
		if (form.is_new() || !frappe.user.has_role(["FSM Agent", "FSM Manager"])) return;
		if (["Draft", "Sent", "Declined"].includes(doc.status)) {
			form.add_custom_button(doc.status === "Sent" ? __("Send Again") : __("Send"), () => send(form));
			form.add_custom_button(__("Cancel Contract"), () => cancel(form));
		}
	},
});

function send(form) {
	if (form.is_dirty()) {
		frappe.msgprint(__("Save first: what is saved is sent."));
		return;
	}
	if (form.doc.contract_type === "Commercial") {
		ask(form, "send", {}, () => form.reload_doc());
		return;
	}
	frappe.prompt(
		{
			fieldname: "channel",
			fieldtype: "Select",
			label: __("Send By"),
			options: [
				{ value: "", label: __("What the customer has") },
				{ value: "SMS", label: __("SMS") },
				{ value: "Email", label: __("Email") },
			],
		},
		({ channel }) =>
			ask(form, "send", { channel: channel || "" }, ({ address }) => tell_sent(form, address)),
		__("Send the contract to be signed"),
		__("Send"),
	);
}

function tell_sent(form, address) {
	const message = __("A link to read and sign it is on its way to {0}.", [
		frappe.utils.escape_html(address),
	]);
	frappe.show_alert({ message, indicator: "green" });
	form.reload_doc();
}

function cancel(form) {
	const question = __("Cancel {0}? Its links open no more, and it cannot be signed.", [form.doc.name]);
	frappe.confirm(question, () => ask(form, "cancel", {}, () => form.reload_doc()));
}

function ask(form, method, args, done) {
	frappe.call({
		method: `gigafibre_fsm.api.contracts.${method}`,
		type: "POST",
		args: { contract: form.doc.name, ...args },
		freeze: true,
		callback: ({ message }) => done(message),
	});
}
