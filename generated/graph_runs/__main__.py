# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""The command `graph-runs`: validate payloads, list schemas.

Exit codes: 0 good, 1 findings, 2 usage error, 130 interrupted.
"""

import sys
from importlib.util import find_spec


def main() -> None:
    """Run the command, if what it needs is installed, and exit."""
    try:
        try:
            from .payloads.command import run

            if not find_spec("msgspec"):  # which is loaded late
                raise ModuleNotFoundError(name="msgspec")
        except ModuleNotFoundError as error:
            print(f"graph-runs: {error.name} is missing; run: pip install 'graph-runs[validate]'", file=sys.stderr)
            sys.exit(2)
        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
