"""The contract between the page's script and the server, as types.

`bodies` is what the script sends, the other modules what it is sent; `contract.d.ts` says the same
to the script's type checker and is written by `make contract`. Everything in `web` may import it.
"""
