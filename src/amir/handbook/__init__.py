"""The programme as a document: its handbook, its versions, and what partners said of it."""
