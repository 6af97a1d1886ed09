"""The two faces of Pullquote: the command line (`cli.main`) and the page (`web.app`)."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
