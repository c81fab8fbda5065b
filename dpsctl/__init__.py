"""dpsctl runs a council's Dynamic Purchasing System on one local ledger."""

__version__ = "0.1.0"
