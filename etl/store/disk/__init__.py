"""How the store writes: whole or not at all, and in lines of which none can change unseen."""
