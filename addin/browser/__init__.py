"""The check as a static web page: Python runs inside the page, and nothing leaves the computer."""
