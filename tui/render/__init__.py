"""Pure functions: values in, lines of text with roles out. Nothing here draws or knows a widget."""
