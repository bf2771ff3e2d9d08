"""The desk's pages of an organisation."""
