"""``python -m mahdar``."""

from mahdar.cli.main import main

main()
