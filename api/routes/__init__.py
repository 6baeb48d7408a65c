"""Routes: one file a noun. They translate between HTTP and the store or the desk, and never solve."""
