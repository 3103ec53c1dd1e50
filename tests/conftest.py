"""What all tests share: windows are drawn off the screen, and nobody's settings are touched."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
