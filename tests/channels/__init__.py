"""The channels: the real SDKs over real HTTP against the local providers, and their texts as tables."""
