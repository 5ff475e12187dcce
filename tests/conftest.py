"""What holds for every test."""

import os

from hypothesis import HealthCheck, settings

# The same examples every time, so that a red build is somebody's change; MUSTER_HYPOTHESIS=search looks for new ones.
# No test depends on how fast the machine is.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
settings.register_profile("steady", patient, derandomize=True, database=None)
settings.register_profile("search", patient, print_blob=True)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # never a window on the user's screen
settings.load_profile(os.environ.get("MUSTER_HYPOTHESIS", "steady"))
