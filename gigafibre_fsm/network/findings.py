"""What we tell the agent: one template a code, English here, translated by whoever speaks to a person.

A finding keeps its values as plain numbers and names; `say` writes them into a template, in any language:
`finding.say(_(TEMPLATES[finding.code]), decimal_mark=",")`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from gigafibre_fsm.words import N_

Severity = Literal["critical", "warning", "info"]
Value = str | int | float

SEVERITIES: tuple[Severity, ...] = ("critical", "warning", "info")

TEMPLATES: dict[str, str] = {
	# The device
	"nothing_read": N_("Nothing was read from this modem yet: press refresh."),
	"offline_minutes": N_(
		"The modem has not reported for {minutes} min: no power, no fibre, or no route to the ACS."
	),
	"offline_hours": N_(
		"The modem has not reported for {hours} h: no power, no fibre, or no route to the ACS."
	),
	"offline_days": N_("The modem has not reported for {days} days: unplugged, replaced, or cut off."),
	"restarted": N_("The modem restarted {minutes} min before its last report."),
	"cpu_busy": N_(
		"Processor at {cpu_pct} %: everything through the modem will be slow; a restart may help."
	),
	"memory_short": N_(
		"Only {memory_free_pct} % of memory free: the modem may slow down or restart by itself."
	),
	# The fibre
	"no_light": N_(
		"No light on the fibre: cut, unplugged at the modem or the outlet, or the OLT port is off."
	),
	"rx_weak": N_("Rx {rx_dbm} dBm: below {limit}, likely bend or dirty connector."),
	"rx_overload": N_(
		"Rx {rx_dbm} dBm: above {limit}, the receiver is overloaded; an attenuator is missing."
	),
	"rx_marginal": N_(
		"Rx {rx_dbm} dBm: close to the limit of {limit}; clean the connectors before it fails."
	),
	"rx_unconfirmed": N_(
		"Rx reads {rx_dbm} dBm, but this model's unit is not confirmed: compare with the OLT."
	),
	"tx_low": N_("Tx {tx_dbm} dBm: below {limit}, the laser is weak; the OLT may lose this modem."),
	"tx_high": N_("Tx {tx_dbm} dBm: above {limit}, the laser is out of its range."),
	"optical_down": N_("The optical interface is {status}: the modem is not working with the OLT."),
	"optical_unread": N_("The optical figures were never fetched: press refresh."),
	"transceiver_hot": N_("Transceiver at {temperature_c} °C, above {limit}: is the modem ventilated?"),
	"laser_bias_high": N_("Laser bias {bias_ma} mA, above {limit}: the laser is ageing, plan a replacement."),
	# The way out
	"wan_down": N_("No Internet connection is up ({name}: {status})."),
	"wan_no_address": N_("{name} is up but has no IP address."),
	"wan_private": N_(
		"The Internet address {ip} is private: the modem is behind another router (double NAT)."
	),
	"wan_shared": N_("The Internet address {ip} is shared by the operator (CGNAT): no incoming connections."),
	"ppp_authentication": N_(
		"{name}: the PPP login {username} was refused; check the user name and password."
	),
	"ppp_no_carrier": N_("{name}: no carrier below the connection; the fibre or the VLAN is not there."),
	"ppp_no_answer": N_("{name}: no PPPoE server answers; check the VLAN and the access concentrator."),
	"ppp_isp_disconnect": N_("{name}: the session was closed by the ISP side; check the subscription."),
	"ppp_idle": N_("{name}: closed for lack of traffic; it comes back with the next request."),
	"ppp_user_disconnect": N_("{name}: disconnected by hand in the modem's pages."),
	"wan_error": N_("{name} is down, last error {error}."),
	# The house
	"ethernet_slow": N_(
		"Port {name} runs at {speed_mbps} Mbit/s: a damaged cable, or a device that can do no more."
	),
	"ethernet_half_duplex": N_(
		"Port {name} runs half duplex at {speed_mbps} Mbit/s: replace the cable or let both ends negotiate."
	),
	"wifi_off": N_("Wi-Fi is switched off."),
	"radio_off": N_("The {band} radio is switched off."),
	"radio_wide": N_("The 2.4 GHz radio uses {bandwidth}: where neighbours are near, 20 MHz is steadier."),
	"wifi_open": N_("The Wi-Fi network {ssid} has no password: anyone near can use it."),
	"mesh_node_lost": N_("The mesh node {name} is not there: unplugged or out of reach."),
	"mesh_backhaul_weak": N_(
		"The mesh node {name} hears its uplink at {backhaul_dbm} dBm only: bring it closer or wire it."
	),
	"client_weak": N_("{name} receives {signal_dbm} dBm at {node}: too far, bring it or a mesh node closer."),
	"clients_weak": N_("Other clients with a weak Wi-Fi signal: {count}."),
	"hosts_unread": N_("The connected devices were never fetched: press refresh."),
	"no_hosts": N_("No device is known on the home network."),
}


def template(code: str) -> str:
	"""The English sentence of a code, with named placeholders."""
	return TEMPLATES[code]


@dataclass(frozen=True, slots=True)
class Finding:
	severity: Severity
	code: str
	values: Mapping[str, Value] = field(default_factory=dict)

	@property
	def text(self) -> str:
		"""The English sentence."""
		return self.say(TEMPLATES[self.code])

	def say(self, template: str, decimal_mark: str = ".") -> str:
		"""The sentence in the template's language, figures with a true minus sign."""
		return template.format(**{name: written(value, decimal_mark) for name, value in self.values.items()})

	def as_dict(self) -> dict[str, str]:
		return {"severity": self.severity, "code": self.code, "text": self.text}


def written(value: Value, decimal_mark: str = ".") -> str:
	"""A value for people: −28.4 with a true minus and one decimal, names as they are."""
	if isinstance(value, str):
		return value
	figure = f"{value:.1f}" if isinstance(value, float) else str(value)
	return figure.replace("-", "−").replace(".", decimal_mark)
