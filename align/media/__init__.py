"""The recording: its sound at 16 kHz on one exact clock, its container, and every run of ffmpeg.

PyAV, ffmpeg and the voice detector are used here and nowhere else in `align`.
The rooms above may import it; it imports only the modules at the top of `align`.
"""
