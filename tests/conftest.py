"""What holds for every test."""

import os

from hypothesis import settings

# The same examples every time, so that a red build is somebody's change; MUSTER_HYPOTHESIS=search looks for new ones.
settings.register_profile("steady", derandomize=True, database=None)
settings.register_profile("search", print_blob=True)
settings.load_profile(os.environ.get("MUSTER_HYPOTHESIS", "steady"))
