"""The application: it talks, decides with people, and publishes."""
