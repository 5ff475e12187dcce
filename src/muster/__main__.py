"""``python -m muster``."""

import sys

from muster.app import main

sys.exit(main())
