"""What tests of core and plugins build their cases with: literal values and fakes."""
