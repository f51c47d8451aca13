"""Filters that put values into a person's words: amounts, loads, efforts, times."""

from django import template

register = template.Library()
