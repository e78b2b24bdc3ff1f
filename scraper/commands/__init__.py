"""`scrapy <verb>`: thin commands, one file each; what they do is done elsewhere."""
