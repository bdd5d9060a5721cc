"""The agreed shape of `summarize`, and a way to look rows up in it."""

import json
import unittest

KEYS = {
	"device": "id serial gpon_sn vendor model firmware hardware uptime_s last_inform online cpu_pct memory_free_pct",
	"optical": "status rx_dbm tx_dbm temperature_c voltage_v bias_ma confidence",
	"wan": "name service connection status ip gateway dns username vlan",
	"ethernet": "name status speed_mbps duplex",
	"radios": "band channel standard bandwidth enabled clients_direct clients_mesh",
	"ssids": "band ssid enabled guest",
	"mesh": "mac name model controller active ip backhaul uptime_s clients",
	"hosts": "name ip mac active connection node band signal_dbm rate_mbps lease_s",
	"findings": "severity code text",
}


def assert_contract(test: unittest.TestCase, summary: dict) -> None:
	"""The summary has exactly the agreed keys at every level and any JSON writer takes it."""
	json.dumps(summary, allow_nan=False, ensure_ascii=False).encode()
	test.assertEqual(list(summary), list(KEYS))
	for section, keys in KEYS.items():
		rows = summary[section] if isinstance(summary[section], list) else [summary[section]]
		for row in rows:
			test.assertEqual(list(row), keys.split(), section)


def by(rows: list[dict], key: str) -> dict:
	return {row[key]: row for row in rows}
