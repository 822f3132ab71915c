"""What is found in any format → an article: its title, blocks, boilerplate, and what is known of it."""
