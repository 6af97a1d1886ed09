"""Running Whisper: its models, their download, the loaded model, and its attention.

faster-whisper and CTranslate2 are imported here and nowhere else.
The recognisers and `placing` may import it; it imports `media` and what lies below.
"""
