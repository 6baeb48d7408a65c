"""Files: rounds, policies, matchings and results as folders, workbooks and JSON, there and back.

``reading`` and ``writing`` are the doors; ``tables`` says what every table holds.
"""
