"""One document model, written as HTML, as tagged PDF and as DOCX, with the same figures."""
