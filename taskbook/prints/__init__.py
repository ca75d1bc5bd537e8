"""Parts of the booklets step: how HTML becomes a PDF, and what is printed besides booklets."""
