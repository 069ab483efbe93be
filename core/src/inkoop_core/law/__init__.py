"""Tables of the law that hold for every tender, as data; a tender can change what is in them."""
