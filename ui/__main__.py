"""`python -m pullquote.ui` is the command `pullquote`."""

import sys

from pullquote.ui.cli.main import main

sys.exit(main())
