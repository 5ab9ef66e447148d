"""Two versions of a description -> what changed for those who use the API."""
