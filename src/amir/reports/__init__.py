"""Reports: written sections with live blocks from records, versions, translations, editions."""
