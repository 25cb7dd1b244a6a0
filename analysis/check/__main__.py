"""`python -m analysis.check FOLDER`."""

from analysis.check import main

raise SystemExit(main())
