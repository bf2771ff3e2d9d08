"""From the first poster to the place in a plan: roles, applications, screening, training gate."""
