"""What a user can do, one module a subject; what they need from outside is in :mod:`muster.services.ports`."""
