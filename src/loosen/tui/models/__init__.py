"""Models behind screens: values with what was asked, read or written of them, in threads of their own."""
