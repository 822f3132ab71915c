"""Answers that take several stores at once: the words, the articles, who is who and what the user made of them.

Each is a frozen value of `index.model`, computed anew from one state of a library; nothing is kept here.
"""
