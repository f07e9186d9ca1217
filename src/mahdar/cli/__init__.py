"""The command line, a face: it parses, asks the rooms below, and prints. It holds no rule about Arabic or processes."""
