"""What a pair does: goals and steps, meetings logged with or without a connection, next dates."""
