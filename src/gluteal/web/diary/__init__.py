"""The diary's rows, and the pages that write them: a set, a session's end, the next morning."""
