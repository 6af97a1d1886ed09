"""The library's file: its tables, how words are packed into them, what is put in and taken out.

`library` is the door of the room; only `database` knows SQLite. It imports `words` alone.
"""
