frappe.listview_settings["Token Key"] = {
	onload(list) {
		list.page.add_inner_button(__("New Key"), () => rotate(list, 0));
		list.page.add_inner_button(__("New Key, a Secret Was Seen"), () => rotate(list, 1));
	},
};

function rotate(list, at_once) {
	const question = at_once
		? __("Sign with a new key? Every link that is out stops opening now.")
		: __("Sign with a new key? Links that are out still open until they are over.");
	frappe.confirm(question, () =>
		frappe.call({
			method: "gigafibre_fsm.api.identity.rotate_key",
			type: "POST",
			args: { at_once },
			freeze: true,
			callback: () => list.refresh(),
		}),
	);
}
