"""What all screens share: tokens, components, icons, fonts, browser elements."""
