"""The outputs of the step exports, one purpose each; taskbook.exports registers them."""
