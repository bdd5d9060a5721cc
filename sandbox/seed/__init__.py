"""An invented ISP to try the app with: `demo.seed` a small one that shows everything, `volume` a big one.

Written against Frappe's own API, so that both also run inside a real bench.
"""
