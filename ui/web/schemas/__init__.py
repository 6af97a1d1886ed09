"""The contract between the page's script and the server, as types.

`bodies` is what the script sends, `programs` the answers of the named endpoints, the other modules
what the script is sent; `contract.d.ts` says the same to the script's type checker and is written
by `make contract`. Everything in `web` may import it.
"""
