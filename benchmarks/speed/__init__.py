"""CPU time and memory of the commands that people wait for."""
