frappe.ui.form.on("FSM Settings", {
	genieacs_test: (form) => test_connection(form, "genieacs", __("GenieACS")),
	twilio_test: (form) => test_connection(form, "twilio", __("Twilio")),
	stripe_test: (form) => test_connection(form, "stripe", __("Stripe")),
	gemini_test: (form) => test_connection(form, "gemini", __("Gemini")),
	authentik_test: (form) => test_connection(form, "authentik", __("Authentik")),
	refresh(form) {
		if (form.doc.authentik_enabled)
			form.add_custom_button(__("Invite a Colleague"), () => new InvitationDialog(form).show());
	},
});

function test_connection(form, system, title) {
	if (form.is_dirty()) {
		frappe.msgprint(__("Save first: the test uses what is saved."));
		return;
	}
	frappe.call({
		method: `gigafibre_fsm.api.settings.test_${system}`,
		type: "POST",
		freeze: true,
		callback: ({ message }) =>
			frappe.msgprint({
				title,
				message: frappe.utils.escape_html(message.message),
				indicator: message.ok ? "green" : "red",
			}),
	});
}

class InvitationDialog {
	constructor(form) {
		const groups = [...new Set((form.doc.group_roles || []).map((row) => row.group_name))];
		this.dialog = new frappe.ui.Dialog({
			title: __("Invite a Colleague"),
			fields: [
				{ fieldname: "email", fieldtype: "Data", options: "Email", label: __("Email"), reqd: 1 },
				{ fieldname: "first_name", fieldtype: "Data", label: __("First Name"), reqd: 1 },
				{ fieldname: "last_name", fieldtype: "Data", label: __("Last Name") },
				{
					fieldname: "groups",
					fieldtype: "MultiCheck",
					label: __("Groups"),
					options: groups.map((group) => ({ label: group, value: group })),
				},
				{ fieldname: "outcome", fieldtype: "HTML" },
			],
			primary_action_label: __("Invite"),
			primary_action: (values) => this.invite(values),
		});
	}

	show() {
		this.dialog.show();
	}

	invite({ email, first_name, last_name, groups }) {
		frappe.call({
			method: "gigafibre_fsm.api.settings.invite_user",
			type: "POST",
			args: { email, first_name, last_name: last_name || "", groups: JSON.stringify(groups || []) },
			freeze: true,
			freeze_message: __("Inviting…"),
			callback: ({ message }) => this.tell(message),
		});
	}

	tell({ steps, password }) {
		const rows = steps.map((step) => this.row(step)).join("");
		const secret = password
			? `<p class="mt-3">${__("Temporary password, shown this once:")}</p>
				<pre class="user-select-all">${frappe.utils.escape_html(password)}</pre>`
			: "";
		this.dialog.fields_dict.outcome.$wrapper.html(`<ul class="list-unstyled mt-3">${rows}</ul>${secret}`);
		const failed = steps.some((step) => step.state === "failed");
		this.dialog.set_primary_action(failed ? __("Try Again") : __("Invite"), (values) => this.invite(values));
	}

	row({ label, state, message }) {
		const marks = { done: "✓", already: "✓", failed: "✗", skipped: "–" };
		const said = message ? `: ${frappe.utils.escape_html(message)}` : "";
		const style = state === "failed" ? ' class="text-danger"' : "";
		return `<li${style}>${marks[state]} ${frappe.utils.escape_html(label)}${said}</li>`;
	}
}
