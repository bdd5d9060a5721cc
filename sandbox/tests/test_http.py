"""The site over HTTP, as a browser and a program see it."""

import frappe

from sandbox.tests.served import Person, ServedTestCase, make_user, messages

AGENT = "agent@http.example"
READER = "reader@http.example"
NOBODY = "nobody@http.example"


class TestHTTP(ServedTestCase):
	@classmethod
	def prepare(cls) -> None:
		make_user(AGENT, "FSM Agent")
		make_user(READER, "FSM Technician")
		make_user(NOBODY)

	def person(self, user: str | None = None) -> Person:
		"""Somebody new, logged in; with the session's token once a page gave it."""
		person = Person(self.address)
		if user:
			person.log_in(user)
		return person

	def agent(self) -> Person:
		"""An agent whose page has loaded."""
		person = self.person(AGENT)
		boot = person.get("/api/method/gigafibre_fsm.api.session.boot").json()["message"]
		person.session.headers["X-Frappe-CSRF-Token"] = boot["csrf_token"]
		return person

	# logging in and out

	def test_a_right_password_opens_a_session_and_tells_the_browser_who_it_is(self):
		person = self.person()
		answer = person.log_in(AGENT)
		self.assertEqual(answer.status_code, 200)
		self.assertEqual(answer.json()["message"], "Logged In")
		cookies = answer.headers["Set-Cookie"]
		self.assertRegex(cookies, r"sid=[0-9a-f]+;[^,]*(,[^,]*)?HttpOnly[^,]*SameSite=Lax")
		self.assertEqual(person.session.cookies["user_id"], AGENT.replace("@", "%40"))
		self.assertEqual(person.get("/api/method/frappe.auth.get_logged_user").json()["message"], AGENT)

	def test_a_wrong_password_is_401_with_a_sentence(self):
		answer = self.person().log_in(AGENT, "wrong")
		self.assertEqual(answer.status_code, 401)
		self.assertEqual(answer.json()["message"], "Invalid login credentials")
		self.assertEqual(answer.json()["exc_type"], "AuthenticationError")

	def test_too_many_wrong_passwords_lock_the_account(self):
		locked = make_user_here("locked@http.example", self)
		for _try in range(12):
			answer = self.person().log_in(locked, "wrong")
		self.assertEqual(answer.json()["exc_type"], "SecurityException")
		self.assertIn("locked", messages(answer)[0])
		self.assertNotEqual(self.person().log_in(locked).status_code, 200)
		self.forget_failures(locked)
		self.assertEqual(self.person().log_in(locked).status_code, 200)

	def test_logging_out_ends_the_session(self):
		person = self.agent()
		sid = person.session.cookies["sid"]
		self.assertEqual(person.post("/api/method/logout").status_code, 200)
		stranger = Person(self.address)
		stranger.session.cookies.set("sid", sid)
		self.assertEqual(stranger.get("/api/method/frappe.auth.get_logged_user").status_code, 403)

	def test_an_api_key_speaks_for_its_user(self):
		key, secret = self.api_key(AGENT)
		stranger = Person(self.address)
		stranger.session.headers["Authorization"] = f"token {key}:{secret}"
		self.assertEqual(stranger.get("/api/method/frappe.auth.get_logged_user").json()["message"], AGENT)
		stranger.session.headers["Authorization"] = f"token {key}:wrong"
		self.assertEqual(stranger.get("/api/method/frappe.auth.get_logged_user").status_code, 401)

	# methods

	def test_a_session_may_not_write_without_its_token(self):
		person = self.agent()
		del person.session.headers["X-Frappe-CSRF-Token"]
		answer = person.post("/api/method/gigafibre_fsm.api.session.set_language", json={"language": "fr"})
		self.assertEqual((answer.status_code, answer.json()["exc_type"]), (400, "CSRFTokenError"))

	def test_a_method_that_is_not_whitelisted_is_403(self):
		answer = self.agent().get("/api/method/frappe.get_all")
		self.assertEqual((answer.status_code, answer.json()["exc_type"]), (403, "PermissionError"))

	def test_a_guest_only_calls_what_is_open_to_guests(self):
		self.assertEqual(self.person().get("/api/method/frappe.auth.get_logged_user").status_code, 403)
		self.assertEqual(self.person().get("/api/method/ping").json(), {"message": "pong"})

	def test_a_method_for_post_is_403_by_get(self):
		answer = self.agent().get("/api/method/gigafibre_fsm.api.session.set_language?language=fr")
		self.assertEqual((answer.status_code, answer.json()["exc_type"]), (403, "PermissionError"))

	def test_a_wrong_type_is_417(self):
		answer = self.agent().post(
			"/api/method/gigafibre_fsm.api.session.set_language", json={"language": ["fr"]}
		)
		self.assertEqual((answer.status_code, answer.json()["exc_type"]), (417, "FrappeTypeError"))

	def test_a_refused_value_comes_with_its_sentence(self):
		answer = self.agent().post(
			"/api/method/gigafibre_fsm.api.session.set_language", json={"language": "xx"}
		)
		self.assertEqual((answer.status_code, answer.json()["exc_type"]), (417, "ValidationError"))
		self.assertEqual(messages(answer), ["Language xx is not one of fr, en"])

	def test_an_unknown_address_is_404(self):
		answer = self.person().get("/api/nothing")
		self.assertEqual((answer.status_code, answer.json()["exc_type"]), (404, "DoesNotExistError"))

	# resources

	def test_a_document_is_created_read_changed_listed_and_deleted(self):
		person = self.agent()
		values = {"customer_name": "Chalet Test", "customer_type": "Individual"}
		created = person.post("/api/resource/Customer", json=values)
		self.assertEqual(created.status_code, 200, created.text)
		path = f"/api/resource/Customer/{created.json()['data']['name']}"
		changed = person.session.put(self.address + path, json={"customer_name": "Chalet Nord"})
		self.assertEqual(changed.json()["data"]["customer_name"], "Chalet Nord")
		listed = person.get(
			"/api/resource/Customer",
			params={
				"fields": '["customer_name"]',
				"filters": '[["customer_name", "like", "Chalet%"]]',
				"order_by": "creation asc",
				"limit_page_length": 5,
			},
		)
		self.assertEqual(listed.json()["data"], [{"customer_name": "Chalet Nord"}])
		administrator = self.administrator()
		self.assertEqual(administrator.session.delete(self.address + path).status_code, 202)
		self.assertEqual(person.get(path).status_code, 404)

	def test_what_the_role_may_not_read_is_403(self):
		self.assertEqual(self.person(NOBODY).get("/api/resource/Customer").status_code, 403)
		self.assertEqual(self.person(NOBODY).get("/api/resource/Customer/Missing").status_code, 403)
		self.assertEqual(self.agent().get("/api/resource/Customer/Missing").status_code, 404)

	def test_a_failed_request_leaves_nothing_behind(self):
		before = self.count("Customer")
		answer = self.agent().post(
			"/api/resource/Customer", json={"customer_name": "Half", "customer_group": "None"}
		)
		self.assertEqual((answer.status_code, answer.json()["exc_type"]), (417, "LinkValidationError"))
		self.assertEqual(self.count("Customer"), before)

	def test_a_get_does_not_commit(self):
		person = self.administrator()
		person.get(
			"/api/method/frappe.client.get_value", params={"doctype": "User", "fieldname": "name"}
		).raise_for_status()
		refused = person.get(
			"/api/method/frappe.client.set_value",
			params={"doctype": "User", "name": AGENT, "fieldname": "bio", "value": "changed"},
		)
		self.assertEqual(refused.status_code, 403)

	# files

	def test_a_private_file_is_for_those_who_may_read_its_document(self):
		person = self.agent()
		kept = person.post(
			"/api/method/upload_file",
			data={"is_private": 1},
			files={"file": ("note.txt", b"for us only", "text/plain")},
		)
		self.assertEqual(kept.status_code, 200, kept.text)
		url = kept.json()["message"]["file_url"]
		self.assertTrue(url.startswith("/private/files/"), url)
		self.assertEqual(person.get(url).content, b"for us only")
		self.assertEqual(self.person().get(url).status_code, 403)
		self.assertEqual(self.person(NOBODY).get(url).status_code, 403)

	def test_nothing_outside_the_files_folder_is_served(self):
		answer = self.person().get("/files/%2e%2e/%2e%2e/site_config.json")
		self.assertEqual(answer.status_code, 404)

	# pages

	def test_a_page_for_people_sends_guests_to_log_in_and_back(self):
		answer = self.person().get("/ops/clients/CUST-1?tab=jobs", headers={"Accept": "text/html"})
		self.assertIn(answer.status_code, (301, 302))
		self.assertEqual(answer.headers["Location"], "/login?redirect-to=/ops/clients/CUST-1%3Ftab%3Djobs")
		login = self.person().get(answer.headers["Location"], headers={"Accept": "text/html"})
		self.assertIn('"/ops/clients/CUST-1?tab=jobs"', login.text)

	def test_the_login_page_speaks_the_visitors_language(self):
		page = self.person().get("/login", headers={"Accept": "text/html", "Accept-Language": "fr-CA"})
		self.assertIn("Mot de passe", page.text)

	def test_the_login_page_never_leads_to_another_site(self):
		for target in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
			page = self.person().get("/login", params={"redirect-to": target})
			self.assertNotIn("evil", page.text)
			self.assertNotIn("alert(1)", page.text)

	def test_a_missing_page_is_404_in_words(self):
		page = self.person().get("/nowhere", headers={"Accept": "text/html"})
		self.assertEqual(page.status_code, 404)
		self.assertIn("not available", page.text)


def make_user_here(email: str, case: ServedTestCase) -> str:
	"""A user made while the site is served."""
	with case.site():
		make_user(email)
		frappe.db.commit()
	return email
