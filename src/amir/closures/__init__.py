"""How a match pauses and ends: reasons, interviews, certificates, and the follow-up after it."""
