"""What the app costs a terminal, beside its peers, in one run: `python -m benchmarks.terminal`.

Everything runs in a pseudo-terminal of 120×40 and is measured from outside: what it sends is drawn by the tests'
emulator, so that the bytes can be set against the cells that changed. Printed are figures and ratios; nothing is
asserted.
"""
