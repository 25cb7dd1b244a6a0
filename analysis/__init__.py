"""Tables in, tables out: what the record of a bilateral relationship says."""

import pandas as pd

# Tables have thousands of rows: there Arrow's text costs more to hand over than it saves.
pd.set_option("mode.string_storage", "python")
