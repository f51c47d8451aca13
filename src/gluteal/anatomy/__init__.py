"""The muscles of the hip that matter here: regions, actions, and the atlas that describes them."""
