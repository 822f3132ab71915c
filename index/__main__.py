"""`python -m index`: the headless commands alone, as the app starts them for a build behind its back."""

import sys

from index.cli import main

sys.exit(main())
