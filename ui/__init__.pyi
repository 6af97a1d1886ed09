from .cli.main import (
    main as main,
)
from .web.app import (
    serve as serve,
)
