"""`python -m bench NAME ...` runs one of the programs in this folder."""

import sys
from importlib import import_module
from pathlib import Path


def main() -> int:
    """Run the program that the first argument names with the other arguments."""
    programs = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    if len(sys.argv) < 2 or sys.argv[1] not in programs:
        print(f"usage: python -m bench {{{','.join(programs)}}} ...", file=sys.stderr)
        return 2
    program = import_module(f"bench.{sys.argv[1]}")
    status: int = program.main(sys.argv[2:])
    return status


if __name__ == "__main__":
    sys.exit(main())
