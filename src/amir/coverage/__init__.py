"""What a programme demands of its partners, against what is there."""
