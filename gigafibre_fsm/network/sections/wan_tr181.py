"""WAN in TR-181: IP interfaces stacked on PPP, VLAN and Ethernet or GPON layers, each naming the one below."""

import ipaddress

from gigafibre_fsm.network import values
from gigafibre_fsm.network.facts import Wan
from gigafibre_fsm.network.profiles.schema import WanPaths
from gigafibre_fsm.network.sections import wording
from gigafibre_fsm.network.tree import Node, relative

DEEPEST_STACK = 8
GIVEN_ADDRESS = ("DHCP", "IPCP")
NOT_A_LINK = ("Loopback", "Tunnel", "Tunneled")


def read(root: Node, paths: WanPaths) -> tuple[Wan, ...]:
	stacks = [Stack(root, interface, paths) for interface in root.rows("IP.Interface.*")]
	return tuple(stack.wan() for stack in stacks if stack.faces_the_isp())


class Stack:
	"""One IP interface with what lies under it and what refers to it."""

	def __init__(self, root: Node, interface: Node, paths: WanPaths) -> None:
		self.root, self.interface, self.paths = root, interface, paths
		self.layers = layers_below(root, interface)
		self.ppp = self._layer("PPP.Interface.")
		self.dhcp = self._referring("DHCPv4.Client.*")
		self.status = wording.status(interface.text("Status") or self.ppp.text("ConnectionStatus"))
		self.ip = first_address(interface)

	def wan(self) -> Wan:
		interface, paths = self.interface, self.paths
		return Wan(
			name=interface.text(*paths.name),
			service=wording.service(interface.text(*paths.service)),
			connection=self._connection(),
			status=self.status,
			ip=self.ip,
			gateway=self._gateway(),
			dns=", ".join(self._dns()) or None,
			username=self.ppp.text("Username"),
			vlan=wording.vlan(self._layer("Ethernet.VLANTermination.").whole("VLANID")),
			error=wording.error(
				self.ppp.text("LastConnectionError") or self.dhcp.text("X_TP_LastConnectionError")
			),
		)

	def faces_the_isp(self) -> bool:
		"""Told by the vendor where it says, else by where the interface hangs."""
		kind = self.interface.text(*self.paths.connection)
		if kind in self.paths.inside or self._is_inside():
			return False
		if kind in self.paths.spare:
			return self.status == "Up"
		return kind is not None or self._is_outside()

	def _is_inside(self) -> bool:
		"""Bridged to the home network, serving addresses to it, or the loopback."""
		inner = any(layer.path.startswith(("Bridging.", "WiFi.")) for layer in self.layers)
		serves = self._referring("DHCPv4.Server.Pool.*").exists
		return inner or serves or self.interface.text("Type") in NOT_A_LINK or is_loopback(self.ip)

	def _is_outside(self) -> bool:
		"""Something says it leads out; an interface known only by a private address does not."""
		if self.ppp.path or self.dhcp.exists or any(layer.flag("Upstream") for layer in self.layers):
			return True
		if self.interface.text(*self.paths.service) or self._addressing() in GIVEN_ADDRESS:
			return True
		return self.ip is not None and not values.is_private(self.ip)

	def _connection(self) -> str | None:
		kind = self.interface.text(*self.paths.connection)
		if kind or self.ppp.path:
			return kind or "PPPoE"
		return "DHCP" if self.dhcp.exists else self._addressing()

	def _addressing(self) -> str | None:
		rows = self.interface.rows("IPv4Address.*")
		return next((found for row in rows if (found := row.text("AddressingType"))), None)

	def _gateway(self) -> str | None:
		route = self._referring("Routing.Router.*.IPv4Forwarding.*")
		written = (
			self.ppp.text("IPCP.RemoteIPAddress"),
			self.dhcp.text("IPRouters"),
			route.text("GatewayIPAddress"),
		)
		return next((found[0] for one in written if (found := values.addresses(one))), None)

	def _dns(self) -> list[str]:
		relays = [*self._all_referring("DNS.Client.Server.*"), *self._all_referring("DNS.Relay.Forwarding.*")]
		own = self.ppp.text("IPCP.DNSServers") or self.dhcp.text("DNSServers")
		return values.addresses(own or ",".join(relay.text("DNSServer") or "" for relay in relays))

	def _layer(self, kind: str) -> Node:
		return next((layer for layer in self.layers if layer.path.startswith(kind)), Node(None))

	def _referring(self, table: str) -> Node:
		return next(iter(self._all_referring(table)), Node(None))

	def _all_referring(self, table: str) -> list[Node]:
		return [
			row for row in self.root.rows(table) if relative(row.text("Interface")) == self.interface.path
		]


def layers_below(root: Node, interface: Node) -> list[Node]:
	"""The layers under an interface, by each one's first LowerLayers reference."""
	found: list[Node] = []
	layer = interface
	while len(found) < DEEPEST_STACK and (reference := layer.text("LowerLayers")):
		layer = root.follow(reference.split(",")[0])
		found.append(layer)
	return found


def first_address(interface: Node) -> str | None:
	"""Its IPv4 address, or its global IPv6 address when that is all it has."""
	rows = [*interface.rows("IPv4Address.*"), *interface.rows("IPv6Address.*")]
	found = (values.address(row.text("IPAddress")) for row in rows)
	return next((ip for ip in found if ip and not ipaddress.ip_address(ip).is_link_local), None)


def is_loopback(ip: str | None) -> bool:
	return ip is not None and ipaddress.ip_address(ip).is_loopback
