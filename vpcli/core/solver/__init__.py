"""What follows from printed figures: identities, narrowing, editions, and grades."""
