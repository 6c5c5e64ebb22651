return exists() and 1 or 0
