"""Foreign bytes to plain cells; runs in the child process of etl.read and imports nothing else."""
