"""Who needs the coordinator today, and why; contacts with both sides; support of mentors."""
