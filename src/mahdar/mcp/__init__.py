"""The record as tools for an assistant. What needs the extra ``mcp`` is in `mahdar.mcp.server`."""
