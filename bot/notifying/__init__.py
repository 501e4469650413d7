"""What the conversation about notices needs of a turn: who may write where, and what is known before one goes."""
