"""The `amir` command: one module per subcommand."""
