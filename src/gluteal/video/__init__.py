"""From a video file to landmarks, and from landmarks back to an annotated video and a report."""
