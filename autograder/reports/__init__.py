"""What people get to see: pages, tables, pictures, files for learning platforms."""
