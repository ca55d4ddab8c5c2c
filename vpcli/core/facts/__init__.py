"""What was printed: figures with their precision, units, words, and the data set they make."""
