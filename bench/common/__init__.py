"""What the benches of all platforms share: stand-ins that listen on loopback, a painter, figures."""
