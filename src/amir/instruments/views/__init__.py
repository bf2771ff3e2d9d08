"""Pages of this room: for programmes and coordinators (desk), for whoever answers (own)."""
