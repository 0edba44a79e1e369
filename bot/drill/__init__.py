"""The exercise as a demonstration: a scenario played over real feeds, rooms and outlets."""
