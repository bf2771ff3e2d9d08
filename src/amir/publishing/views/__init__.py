"""Pages of this room: for everybody, and on the desk."""
