"""Measurements of what Pullquote promises, and the training of its small networks.

Nothing here is installed with the packages. `recordings` makes what is measured and `measuring`
scores it; the other rooms use both and not each other, but for judging a cut, which is in
`accuracy.passages`."""
