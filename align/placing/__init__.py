"""Finding the time of each word: forced alignment, and the decision which words were spoken.

`following` follows a recording through its transcript, `recognition` starts from the words that
Whisper heard, `partial` looks for a single passage; `verdicts` turns the findings of any of them
into an alignment. It imports every room below it; only `align.pipeline` and the programs
above import it.
"""
