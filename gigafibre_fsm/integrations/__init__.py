"""Outside systems, one package each: frozen dataclasses in and out, one client, one error. Nothing here imports frappe."""
