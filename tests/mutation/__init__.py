"""How much the tests would notice: small faults are put into the code, one at a time, and the tests must fail.

    python -m venv faults && faults/bin/pip install cosmic-ray==8.7.0
    faults/bin/python tests/mutation/mutants.py 1000 2024 validators/score.py reports/figures/*.py > faults.jsonl
    COVERAGE_FILE=covered pytest -n auto --cov --cov-context=test --cov-report= tests/validators tests/pid tests/reports
    python -m tests.mutation faults.jsonl covered

cosmic-ray has an environment of its own, because it brings a client of the web; it only writes the faults down.
"""
