"""Tests that need a site get the sandbox's. On a bench this file is not read: Frappe's own runner is used there."""

pytest_plugins = ["sandbox.testing"]
