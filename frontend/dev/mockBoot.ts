/** Who is signed in on the imagined site, and its clock. */

export const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

export const BOOT = {
	site_name: "mock",
	csrf_token: "mock",
	user: "agent@gigafibre.example",
	full_name: "Camille Agent",
	user_image: null,
	roles: ["FSM Manager"],
	capabilities: { reboot: true, factory_reset: true, settings: true, create_job: true, see_billing: true },
	socketio_port: null,
	version: "0.1.0",
	default_company: "Gigafibre",
	currency: "CAD",
	time_zone: "America/Toronto",
};
