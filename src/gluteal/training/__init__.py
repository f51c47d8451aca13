"""From a person to a plan, from a diary to the next session: pure functions over frozen values."""
