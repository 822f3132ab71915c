"""What draws and listens. A widget gets values set from above, posts messages up, and never asks a library."""
