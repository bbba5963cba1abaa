"""What is made of a `Public`: pages and files. None of these modules knows another."""
