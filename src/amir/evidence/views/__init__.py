"""Pages of evidence on the desk."""
