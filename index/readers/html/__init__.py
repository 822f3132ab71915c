"""Web pages, and the HTML that other formats hold."""
