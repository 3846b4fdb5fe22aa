"""A session being played: the engine, the clock that moves it, its events, bells and views."""
