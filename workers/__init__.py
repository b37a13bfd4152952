"""Daemons: station and projector.

They speak HTTP to the centre and bytes to printers; they never import web.
"""
