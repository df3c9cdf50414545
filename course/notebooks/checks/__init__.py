"""What can be wrong in a text source, one module a family; each function gives findings and raises nothing."""
