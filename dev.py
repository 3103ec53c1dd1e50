"""The project in one command: python3 dev.py run, test, lint, shots, bench, seed, build, lock."""

# Nothing here may be newer than Python 2, so that an old Python says what is wrong in words
# and not with a syntax error. The work is done in tools/.
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is what this line is for
    sys.exit(
        # With "%", which an older Python knows too.
        "Negotiator Desk needs Python 3.11 or newer, and this is Python %d.%d: "  # noqa: UP031
        "call dev.py with a newer one, for example python3.13 dev.py." % tuple(sys.version_info[:2])
    )

if __name__ == "__main__":
    from tools.commands import main

    sys.exit(main(sys.argv[1:]))
