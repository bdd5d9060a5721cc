"""Serving the site: HTTP, socket.io, workers, scheduler, and the demo that starts them together."""
