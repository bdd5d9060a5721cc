"""TR-098 (`InternetGatewayDevice.`) with the vendor branches public code agrees on: for models nobody described yet."""

from gigafibre_fsm.network.profiles.schema import (
	DevicePaths,
	EthernetPaths,
	HostPaths,
	OpticalPaths,
	Profile,
	Reading,
	WanPaths,
	WifiPaths,
)

PROFILE = TR098 = Profile(
	root="InternetGatewayDevice",
	device=DevicePaths(gpon_serial=("DeviceInfo.X_HW_SerialNumber",)),
	optical=OpticalPaths(
		branches=(
			"WANDevice.*.X_GponInterafceConfig",  # sic: the spelling every vendor copied
			"WANDevice.*.X_GponInterfaceConfig",
			"WANDevice.*.X_CT-COM_GponInterfaceConfig",
			"WANDevice.*.X_CT-COM_EponInterfaceConfig",
			"WANDevice.*.X_CMCC_GponInterfaceConfig",
			"WANDevice.*.X_CU_WANGPONInterfaceConfig.OpticalTransceiver",
			"WANDevice.*.X_ZTE-COM_WANPONInterfaceConfig",
			"WANDevice.*.X_ZTE-COM_GponInterfaceConfig",
			"WANDevice.*.X_FH_GponInterfaceConfig",
			"WANDevice.*.X_TP_GponInterfaceConfig",
			"X_ALU_COM.OntOpticalParam",
		),
		status=("Status",),
		# Public code agrees: a negative figure is dBm. A positive one would be 0.1 µW: not sure enough to be a fact.
		rx=Reading(("RXPower", "RxPower"), ("dbm_if_negative", "gpon_raw", "dbm_tenths")),
		tx=Reading(("TXPower", "TxPower"), ("dbm", "gpon_raw")),
		temperature=Reading(("TransceiverTemperature", "Temperature"), ("celsius", "celsius_256")),
		voltage=Reading(
			("SupplyVoltage", "SupplyVottage"), ("volt", "volt_thousandths", "volt_ten_thousandths")
		),
		trusted=True,
		bias=Reading(("BiasCurrent",), ("milliampere", "milliampere_500", "milliampere_thousandths")),
	),
	wan=WanPaths(
		name=("Name",),
		service=("X_HW_SERVICELIST", "X_HUAWEI_ServiceList", "X_CT-COM_ServiceList", "X_ZTE-COM_ServiceList"),
		vlan=("X_HW_VLAN", "X_ZTE-COM_VLANID", "X_CT-COM_VLANID", "X_CMCC_VLANIDMark", "X_ALU_OMCI_VlanId"),
	),
	ethernet=EthernetPaths(
		ports="LANDevice.*.LANEthernetInterfaceConfig.*",
		numbered="LAN",
		speed=("X_HW_Speed", "MaxBitRate"),
		duplex=("X_HW_DuplexMode", "DuplexMode"),
	),
	wifi=WifiPaths(
		channel=("X_HUAWEI_ChannelUsed", "ChannelsInUse", "Channel"),
		standard=("X_HW_Standard", "X_ZTE-COM_WlanStandard", "Standard"),
		bandwidth=("X_HW_HT20", "X_ZTE-COM_BandWidth", "BandWidth", "X_HUAWEI_Wlan11NBWControl"),
		band=("X_HW_RFBand", "X_ZTE-COM_Band", "OperatingFrequencyBand"),
		signal=(
			"X_HW_RSSI",
			"X_ZTE-COM_WLAN_RSSI",
			"X_ZTE-COM_RSSI",
			"AssociatedDeviceRssi",
			"SignalStrength",
		),
		rate_kbps=("LastDataDownlinkRate", "X_ZTE-COM_TXRate"),
		rate_mbps=("X_HW_TxRate", "LastDataTransmitRate"),
	),
	hosts=HostPaths(table="LANDevice.*.Hosts.Host.*", count=("LANDevice.1.Hosts.HostNumberOfEntries",)),
)
