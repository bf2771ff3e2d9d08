"""The database side of the locks: policies, tenant keys, edges, and who acts for the database."""
