"""The command line: one file a noun. Heavy parts are imported only when a command needs them."""
