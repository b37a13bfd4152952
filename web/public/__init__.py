"""Pages for citizens: nobody signs in, and nobody is named."""
