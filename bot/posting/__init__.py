"""What volunteers and staff post about a place: which place is meant, what changes, and how it is read back."""
