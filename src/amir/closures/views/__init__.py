"""Pages of this room: the desk's, one's own, and what everybody may check."""
