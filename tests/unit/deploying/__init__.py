"""What is installed beside the program: units, compose file, runbook."""
