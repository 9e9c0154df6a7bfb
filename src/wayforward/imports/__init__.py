"""Import of children from spreadsheets and from the Common Transfer File: look first, undo later."""
