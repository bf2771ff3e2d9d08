"""Pages of this room: for the two of a pair, behind a link, and for the desk."""
