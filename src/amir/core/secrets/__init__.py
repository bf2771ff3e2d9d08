"""Sealed fields: text that a copy of the database does not give away.

Key files (`keys`) wrap data keys (`models.DataKey`, `ring`), data keys seal values (`sealing`,
`sealed.SealedTextField`). `index` finds sealed values by exact match. `rotation` changes keys.
"""
