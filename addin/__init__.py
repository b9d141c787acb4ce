"""What people press: Excel macros, the web page and the scrt command line."""
