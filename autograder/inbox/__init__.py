"""What comes in, from learning platforms or an exchange, and how it is made fit to be graded."""
