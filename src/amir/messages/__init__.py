"""Messages to people: mail, SMS and links, sent in the background, counted, never kept."""
