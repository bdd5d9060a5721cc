"""TR-181 (`Device.`) as the standard has it: for models nobody described yet."""

from gigafibre_fsm.network.profiles.schema import OpticalPaths, Profile, Reading

PROFILE = TR181 = Profile(
	root="Device",
	optical=OpticalPaths(
		# The last two: what public code reads on Nokia and on XPON models.
		branches=("Optical.Interface.*", "X_ALU_COM.OntOpticalParam", "XPON.Interface.*"),
		status=("Status",),
		# The standard's unit is dBm/1000; some write plain dBm. 0 is what firmware leaves that never measures.
		rx=Reading(
			("OpticalSignalLevel", "RxPower", "RXPower", "Stats.RXPower"),
			("dbm_thousandths", "dbm", "dbm_tenths"),
		),
		tx=Reading(
			("TransmitOpticalLevel", "TxPower", "TXPower", "Stats.TXPower"),
			("dbm_thousandths", "dbm", "dbm_tenths"),
		),
		temperature=Reading(("Temperature", "TransceiverTemperature"), ("celsius", "celsius_256")),
		voltage=Reading(("SupplyVoltage",), ("volt", "volt_thousandths")),
		bias=Reading(("BiasCurrent",), ("milliampere", "milliampere_thousandths")),
		trusted=True,
	),
)
