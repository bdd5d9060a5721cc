"""One module a part of the summary; each reads a device's tree, by its profile, into facts."""
