"""Two healthy modems for tests: a TP-Link mesh (TR-181) and a Huawei ONT (TR-098). Values are invented."""

from gigafibre_fsm.tests.modem_trees import Leaves, Tree, client, host, tree, under

IDENTITY = {
	"_id": "1C61B4-Device2-22275A7000042",
	"_deviceId._Manufacturer": "TP-Link",
	"_deviceId._OUI": "1C61B4",
	"_deviceId._ProductClass": "Device2",
	"_deviceId._SerialNumber": "22275A7000042",
	"_lastInform": "2026-11-20T13:59:30.000Z",
	"Device.DeviceInfo.Manufacturer": "TP-Link",
	"Device.DeviceInfo.ModelName": "XX230v",
	"Device.DeviceInfo.HardwareVersion": "XX230v v1.0 00000000",
	"Device.DeviceInfo.SoftwareVersion": "0.6.0 3.0.0 v6066.0",
	"Device.DeviceInfo.SerialNumber": "22275A7000042",
	"Device.DeviceInfo.UpTime": 864_000,
	"Device.DeviceInfo.MemoryStatus.Total": 212_544,
	"Device.DeviceInfo.MemoryStatus.Free": 74_390,
	"Device.DeviceInfo.ProcessStatus.CPUUsage": 7,
	"Device.ManagementServer.PeriodicInformInterval": 300,
}

FIBRE = under(
	"Device.Optical.Interface.1",
	{
		"Status": "Up",
		"OpticalSignalLevel": 0,
		"TransmitOpticalLevel": 0,
		"GponAuth.GponSn": "54504C4700005342",
		"X_TP_GPON_Config.RXPower": 100,
		"X_TP_GPON_Config.TXPower": 17_783,
		"X_TP_GPON_Config.TransceiverTemperature": 12_288,
		"X_TP_GPON_Config.SupplyVottage": 3_300,
		"X_TP_GPON_Config.BiasCurrent": 8_000,
		"X_TP_GPON_Config.Status": "5",
	},
)

WAN = {
	**under(
		"Device.IP.Interface",
		{
			"1.Status": "Up",
			"1.Name": "br0",
			"1.X_TP_ConnType": "LAN",
			"1.IPv4Address.1.IPAddress": "192.168.0.1",
			"2.Status": "Down",
			"2.X_TP_ConnName": "usb_ppp3g",
			"2.X_TP_ConnType": "PPP3G",
			"2.X_TP_ServiceType": "Unknown",
			"6.Status": "Up",
			"6.LowerLayers": "Device.PPP.Interface.3.",
			"6.X_TP_ConnName": "pppoe_gpon",
			"6.X_TP_ConnType": "PPPoE",
			"6.X_TP_ServiceType": "Internet,TR069",
			"6.IPv4Address.1.IPAddress": "203.0.113.7",
			"6.IPv4Address.1.AddressingType": "IPCP",
		},
	),
	**under(
		"Device.PPP.Interface.3",
		{
			"ConnectionStatus": "Connected",
			"LastConnectionError": "ERROR_NONE",
			"LowerLayers": "Device.Ethernet.VLANTermination.3.",
			"Username": "client@isp.example",
			"Password": "",
			"IPCP.DNSServers": "198.51.100.1,0.0.0.0",
			"IPCP.RemoteIPAddress": "203.0.113.1",
		},
	),
	"Device.Ethernet.VLANTermination.3.VLANID": 40,
}

ETHERNET = {
	path: value
	for number, alias, status, speed in (
		(1, "LAN", "Up", 1000),
		(2, "LAN1", "Up", 1000),
		(3, "LAN2", "Up", -1),
		(4, "LAN3", "Down", -1),
		(6, "EWAN", "Down", -1),
	)
	for path, value in under(
		f"Device.Ethernet.Interface.{number}",
		{
			"X_TP_IfNameAlias": alias,
			"Name": f"eth0.{number}",
			"MACAddress": "00:00:5E:00:53:01",
			"Status": status,
			"MaxBitRate": speed,
			"DuplexMode": "Full" if speed > 0 else "Auto",
		},
	).items()
}

WIFI = {
	**under(
		"Device.WiFi.Radio",
		{
			"1.Enable": True,
			"1.OperatingFrequencyBand": "2.4GHz",
			"1.Channel": 6,
			"1.OperatingStandards": "b,g,n,ax",
			"1.CurrentOperatingChannelBandwidth": "20MHz",
			"2.Enable": True,
			"2.OperatingFrequencyBand": "5GHz",
			"2.Channel": 44,
			"2.OperatingStandards": "a,n,ac,ax",
			"2.CurrentOperatingChannelBandwidth": "80MHz",
		},
	),
	**{
		path: value
		for number, radio, name, kind, enabled in (
			(1, 1, "Maison", "Primary", True),
			(3, 2, "Maison 5G", "Primary", True),
			(6, 1, "Maison invités", "GuestNetwork", False),
			(9, 1, "b3c8b57957bb856d8cd8ef159f2163", "Backhaul", True),
			(14, 2, "895292acce55edb97159c9a0006ea6", "Public", False),
		)
		for path, value in {
			f"Device.WiFi.SSID.{number}.SSID": name,
			f"Device.WiFi.SSID.{number}.Enable": True,
			f"Device.WiFi.SSID.{number}.LowerLayers": f"Device.WiFi.Radio.{radio}.",
			f"Device.WiFi.AccessPoint.{number}.SSIDReference": f"Device.WiFi.SSID.{number}.",
			f"Device.WiFi.AccessPoint.{number}.Enable": enabled,
			f"Device.WiFi.AccessPoint.{number}.X_TP_APType": kind,
			f"Device.WiFi.AccessPoint.{number}.Security.ModeEnabled": "WPA2-Personal",
		}.items()
	},
}


def mesh_node(
	number: int, name: str, mac: int, *, controller: bool = False, **leaves: object
) -> dict[str, object]:
	"""A mesh node with two radios, each with its network and the mesh's own."""
	return under(
		f"Device.WiFi.MultiAP.APDevice.{number}",
		{
			"MACAddress": f"00:00:5E:00:53:{mac:02X}",
			"X_TP_HostName": name,
			"X_TP_ModelName": "XX230v" if controller else "HX220",
			"X_TP_IsController": controller,
			"X_TP_Active": True,
			"X_TP_IPAddress": f"192.168.0.{mac}",
			"X_TP_UpTime": 86_400,
			"BackhaulLinkType": "" if controller else "Wi-Fi",
			"BackhaulSignalStrength": 0 if controller else 110,
			"Radio.1.OperatingFrequencyBand": "2.4GHz",
			"Radio.1.Channel": 6,
			"Radio.1.AP.1.X_TP_Type": "Backhaul",
			"Radio.1.AP.2.X_TP_Type": "Primary",
			"Radio.2.OperatingFrequencyBand": "5GHz",
			"Radio.2.Channel": 44,
			"Radio.2.AP.1.X_TP_Type": "Backhaul",
			"Radio.2.AP.2.X_TP_Type": "Primary",
			**leaves,
		},
	)


MESH = {
	**mesh_node(
		1,
		"Salon",
		0x01,
		controller=True,
		**under("Radio.1.AP.2.AssociatedDevice.1", client(0x11, 130)),
		**under("Radio.2.AP.2.AssociatedDevice.1", client(0x12, 120)),
		**under("Radio.2.AP.2.AssociatedDevice.2", client(0x13, 90, Active=False)),
		**under("Radio.2.AP.1.AssociatedDevice.1", client(0x02, 110)),
	),
	**mesh_node(
		2,
		"Cuisine",
		0x02,
		**under("Radio.2.AP.2.AssociatedDevice.1", client(0x14, 100)),
		**under("Radio.2.AP.2.AssociatedDevice.2", client(0x15, 66)),
		**under("X_TP_Ethernet.AssociatedDevice.1", client(0x16, 0, LinkSpeed=1000)),
	),
}

HOSTS = {
	**under("Device.Hosts.Host.1", host(0x11, X_TP_LanConnType=1)),
	**under("Device.Hosts.Host.2", host(0x12, X_TP_LanConnType=3, HostName="Unknown")),
	**under("Device.Hosts.Host.3", host(0x13, Active=False, X_TP_LanConnType=5)),
	**under("Device.Hosts.Host.4", host(0x14, X_TP_LanConnType=3)),
	**under("Device.Hosts.Host.5", host(0x16)),
	**under("Device.Hosts.Host.6", host(0x17, AddressSource="Static", LeaseTimeRemaining=0)),
	**under("Device.Hosts.Host.7", host(0x02, X_TP_LanConnType=3)),
}


def xx230v(*changes: Leaves) -> Tree:
	"""A healthy XX230v in service with one mesh node and a few clients, with these leaves changed."""
	return tree(IDENTITY, FIBRE, WAN, ETHERNET, WIFI, MESH, HOSTS, *changes)


def eg8145v5(*changes: Leaves) -> Tree:
	"""A Huawei ONT with TR-098: a PPP session up, one Wi-Fi client, one cable."""
	root = "InternetGatewayDevice"
	return tree(
		{
			"_id": "00259E-EG8145V5-48575443000053AA",
			"_deviceId._Manufacturer": "Huawei Technologies Co., Ltd",
			"_deviceId._ProductClass": "EG8145V5",
			"_deviceId._SerialNumber": "48575443000053AA",
			"_lastInform": "2026-11-20T13:59:30.000Z",
		},
		under(
			f"{root}.DeviceInfo",
			{
				"Manufacturer": "Huawei Technologies Co., Ltd",
				"ModelName": "EG8145V5",
				"SoftwareVersion": "V5R020C00S280",
				"UpTime": 864_000,
				"X_HW_CpuUsed": 14,
				"X_HW_MemUsed": 50,
			},
		),
		under(
			f"{root}.WANDevice.1",
			{
				"X_GponInterafceConfig.Status": "Up",
				"X_GponInterafceConfig.RXPower": -21,
				"X_GponInterafceConfig.TXPower": 2,
				"X_GponInterafceConfig.TransceiverTemperature": 45,
				"X_GponInterafceConfig.SupplyVoltage": 3_415,
				"X_GponInterafceConfig.BiasCurrent": 7,
				"WANConnectionDevice.1.WANPPPConnection.1.Name": "1_TR069_INTERNET_R_VID_100",
				"WANConnectionDevice.1.WANPPPConnection.1.ConnectionStatus": "Connected",
				"WANConnectionDevice.1.WANPPPConnection.1.ConnectionType": "IP_Routed",
				"WANConnectionDevice.1.WANPPPConnection.1.TransportType": "PPPoE",
				"WANConnectionDevice.1.WANPPPConnection.1.ExternalIPAddress": "203.0.113.9",
				"WANConnectionDevice.1.WANPPPConnection.1.DefaultGateway": "203.0.113.1",
				"WANConnectionDevice.1.WANPPPConnection.1.DNSServers": "198.51.100.1,198.51.100.2",
				"WANConnectionDevice.1.WANPPPConnection.1.Username": "client@isp.example",
				"WANConnectionDevice.1.WANPPPConnection.1.X_HW_SERVICELIST": "TR069_INTERNET",
				"WANConnectionDevice.1.WANPPPConnection.1.X_HW_VLAN": 100,
			},
		),
		under(
			f"{root}.LANDevice.1",
			{
				"LANEthernetInterfaceConfig.1.Status": "Up",
				"LANEthernetInterfaceConfig.1.MaxBitRate": "Auto",
				"LANEthernetInterfaceConfig.1.X_HW_Speed": "Auto_1000",
				"LANEthernetInterfaceConfig.1.X_HW_DuplexMode": "Auto_Full",
				"LANEthernetInterfaceConfig.2.Status": "NoLink",
				"LANEthernetInterfaceConfig.2.X_HW_Speed": "Auto_10",
				"LANEthernetInterfaceConfig.2.X_HW_DuplexMode": "Auto_Half",
				"WLANConfiguration.1.SSID": "Maison",
				"WLANConfiguration.1.Enable": True,
				"WLANConfiguration.1.X_HW_RFBand": "2.4GHz",
				"WLANConfiguration.1.Channel": 6,
				"WLANConfiguration.1.X_HW_Standard": "11bgn",
				"WLANConfiguration.1.X_HW_HT20": 1,
				"WLANConfiguration.1.BeaconType": "WPAand11i",
				"WLANConfiguration.1.TotalAssociations": 1,
				"WLANConfiguration.1.AssociatedDevice.1.AssociatedDeviceMACAddress": "00:00:5E:00:53:21",
				"WLANConfiguration.1.AssociatedDevice.1.X_HW_RSSI": -58,
				"WLANConfiguration.5.SSID": "Maison 5G",
				"WLANConfiguration.5.Enable": True,
				"WLANConfiguration.5.X_HW_RFBand": "5GHz",
				"WLANConfiguration.5.Channel": 36,
				"WLANConfiguration.5.X_HW_Standard": "11ac",
				"WLANConfiguration.5.X_HW_HT20": 3,
				"WLANConfiguration.5.BeaconType": "WPAand11i",
				"WLANConfiguration.5.TotalAssociations": 0,
				"Hosts.HostNumberOfEntries": 2,
				"Hosts.Host.1.MACAddress": "00:00:5e:00:53:21",
				"Hosts.Host.1.HostName": "telephone",
				"Hosts.Host.1.IPAddress": "192.168.18.2",
				"Hosts.Host.1.Active": True,
				"Hosts.Host.1.InterfaceType": "802.11",
				"Hosts.Host.2.MACAddress": "00:00:5e:00:53:22",
				"Hosts.Host.2.HostName": "bureau",
				"Hosts.Host.2.IPAddress": "192.168.18.3",
				"Hosts.Host.2.Active": True,
				"Hosts.Host.2.InterfaceType": "Ethernet",
			},
		),
		*changes,
	)
