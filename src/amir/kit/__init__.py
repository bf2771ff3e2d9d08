"""The design system: shells, components, forms, tables and charts. Owns no data and no rules."""
