"""Record kinds as frozen structs, their enums and field declarations; nothing else."""
