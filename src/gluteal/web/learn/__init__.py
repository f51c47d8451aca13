"""Short chapters on the upper glutes, each statement with its grade and where we differ from common advice."""
