"""The database side of the locks: policies, tenant keys, edges, and who the database thinks acts."""
