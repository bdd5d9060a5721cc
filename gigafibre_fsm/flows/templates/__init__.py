"""What managers do with templates: draw, publish, copy, exchange; and those that come with the app."""
