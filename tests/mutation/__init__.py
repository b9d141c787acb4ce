"""How much the tests would notice: small faults are put into the code, one at a time, and the tests must fail.

    python -m venv faults && faults/bin/pip install cosmic-ray==8.7.0
    faults/bin/python tests/mutation/mutants.py 1000 2024 > faults.jsonl
    python -m pytest -n auto -p tests.mutation.reached tests/{validators,pid,reports,test_values.py} validators reports
    python -m tests.mutation faults.jsonl reached*.json

cosmic-ray has an environment of its own, because it brings a client of the web; it only writes the faults down. A
fault in a function is put in place in a process that has collected all tests already, which takes a tenth of a second;
one in what an import runs (a rule's own line, a constant) takes a second, because the module is imported anew.
"""
