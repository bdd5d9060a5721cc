"""Our JSONLogic against others': the reference implementation (json-logic-js, run by Node), and published suites."""
