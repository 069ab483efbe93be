"""What goes out of a procedure for a judge, a tenderer or the own house: pure content, before it is a zip."""
