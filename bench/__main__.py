"""`python -m bench NAME ...` runs one of the programs in this folder."""

import pkgutil
import sys
from importlib import import_module
from pathlib import Path

_FOLDER = Path(__file__).parent


def main() -> int:
    """Run the program that the first argument names with the other arguments."""
    programs = {
        module.name: f"bench.{module.name}.__main__" if module.ispkg else f"bench.{module.name}"
        for module in pkgutil.iter_modules([str(_FOLDER)])
        if not module.name.startswith("_") and module.name != "common"
    }
    if len(sys.argv) < 2 or sys.argv[1] not in programs:
        print(f"usage: python -m bench {{{','.join(sorted(programs))}}} ...", file=sys.stderr)
        return 2
    program = import_module(programs[sys.argv[1]])
    status: int = program.main(sys.argv[2:])
    return status


if __name__ == "__main__":
    sys.exit(main())
