"""TR-181 (`Device.`) as the standard has it: for models nobody described yet."""

from gigafibre_fsm.network.profiles.schema import OpticalPaths, Profile, Reading

PROFILE = TR181 = Profile(
	root="Device",
	optical=OpticalPaths(
		branches=("Optical.Interface.*", "XPON.ONU.*.ANI.*", "X_ALU_COM.OntOpticalParam"),
		status=("Status",),
		# The standard's unit is dBm/1000; some write plain dBm. 0 is what firmware leaves that never measures.
		rx=Reading(
			("OpticalSignalLevel", "TransceiverMonitoring.RxPower", "RxPower", "RXPower"),
			("dbm_thousandths", "dbm", "dbm_tenths"),
		),
		tx=Reading(
			("TransmitOpticalLevel", "TransceiverMonitoring.TxPower", "TxPower", "TXPower"),
			("dbm_thousandths", "dbm", "dbm_tenths"),
		),
		temperature=Reading(("TransceiverMonitoring.Temperature", "Temperature"), ("celsius", "celsius_256")),
		voltage=Reading(("TransceiverMonitoring.Voltage", "SupplyVoltage"), ("volt", "volt_thousandths")),
		trusted=True,
		bias=Reading(
			("TransceiverMonitoring.BiasCurrent", "BiasCurrent"), ("milliampere", "milliampere_thousandths")
		),
	),
)
