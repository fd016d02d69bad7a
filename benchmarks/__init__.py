"""The benchmarks: each row a ratio, measured in one run beside what it is compared with."""
