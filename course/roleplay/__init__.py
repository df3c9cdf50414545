"""A scenario file becomes a scene: reading and checking it, playing, replaying, showing and judging it."""
