"""Where the sandbox keeps its site, and under which name."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("SANDBOX_HOME") or ROOT / ".sandbox")
SITES_PATH = HOME / "sites"
SITE = os.environ.get("SANDBOX_SITE") or "gigafibre.localhost"
SITE_PATH = SITES_PATH / SITE
