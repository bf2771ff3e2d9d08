"""The demo world: the programmes told through actions only. All people in it are invented."""
