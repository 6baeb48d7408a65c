"""The store: all SQL of the service, a file a noun. Functions take a ``Tx``, a transaction of one college."""
