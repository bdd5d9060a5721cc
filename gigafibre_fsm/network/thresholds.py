"""From which figure on we say something, and where the figure comes from."""

# ITU-T G.984.2 class B+, ONU receiver: sensitivity −27 dBm, overload −8 dBm.
RX_SENSITIVITY_DBM = -27
RX_OVERLOAD_DBM = -8
# Two decibels above the sensitivity: what a dirty connector or a year of ageing takes away.
RX_MARGINAL_DBM = -25
# What transceivers report when they receive nothing (their scale ends at 0.1 µW).
RX_DARK_DBM = -40

# ITU-T G.984.2 class B+, ONU launch power: +0.5…+5 dBm; half a decibel is left to the measurement.
TX_LOWEST_DBM = 0
TX_HIGHEST_DBM = 5.5

# SFF-8472-style monitoring as ONT makers set their alarms: commercial modules to 70 °C, lasers worn out beyond 70 mA.
TRANSCEIVER_HOT_C = 70
LASER_BIAS_HIGH_MA = 70

CPU_BUSY_PCT = 90
MEMORY_SHORT_PCT = 10
RECENT_RESTART_S = 30 * 60

# A link at 100 Mbit/s caps the plans we sell; gigabit needs all four pairs of the cable.
ETHERNET_SLOW_MBPS = 100

# Below −75 dBm rates fall to a few Mbit/s and packets get lost; a backhaul carries everybody and needs more.
CLIENT_WEAK_DBM = -75
BACKHAUL_WEAK_DBM = -70
WEAK_CLIENTS_NAMED = 5
