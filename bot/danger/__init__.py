"""What answers a cry for help: whom to ring, what is asked where it is doubtful, what is said while it lasts."""
