frappe.ui.form.on("Message Template", {
	refresh(form) {
		new TemplatePreview(form).draw();
	},
});

/** The preview section: a record and a language to choose, and the message as the customer would get it. */
class TemplatePreview {
	constructor(form) {
		this.form = form;
		this.box = form.get_field("preview").$wrapper.empty();
	}

	draw() {
		if (this.form.is_new()) {
			this.box.append($("<p class='text-muted'>").text(__("Save first to see a preview.")));
			return;
		}
		const chosen = $("<div class='row'>").appendTo(this.box);
		this.record = this.control(chosen, {
			fieldtype: "Link",
			fieldname: "record",
			options: this.form.doc.applies_to,
			label: __("Preview with"),
		});
		this.language = this.control(chosen, {
			fieldtype: "Select",
			fieldname: "language",
			options: [
				{ value: "", label: __("The customer's language") },
				{ value: "fr", label: __("French") },
				{ value: "en", label: __("English") },
			],
			label: __("Language"),
		});
		this.result = $("<div>").appendTo(this.box);
	}

	control(parent, field) {
		const column = $("<div class='col-sm-6'>").appendTo(parent);
		return frappe.ui.form.make_control({
			parent: column,
			df: { ...field, onchange: () => this.show() },
			render_input: true,
		});
	}

	async show() {
		const name = this.record.get_value();
		if (!name) {
			this.result.empty();
			return;
		}
		const { message } = await frappe.call({
			method: "gigafibre_fsm.api.messages.preview",
			type: "GET",
			args: {
				template: this.form.doc.name,
				doctype: this.form.doc.applies_to,
				name,
				language: this.language.get_value() || "",
			},
		});
		this.result.empty().append(message.error ? this.mistake(message) : this.message(message));
	}

	mistake({ error }) {
		return $("<p class='text-danger'>").text(error);
	}

	message({ subject, text, encoding, segments }) {
		const shown = $("<div>");
		if (subject) {
			shown.append($("<p class='bold'>").text(subject));
		}
		shown.append($("<p>").css("white-space", "pre-wrap").text(text));
		if (this.form.doc.channel !== "Email") {
			const counted = __("{0} characters, {1} SMS segments ({2})", [text.length, segments, encoding]);
			shown.append($("<p class='text-muted'>").text(counted));
		}
		return shown;
	}
}
