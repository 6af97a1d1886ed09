"""The examination of this installation that `pullquote doctor` shows, a module a topic."""
