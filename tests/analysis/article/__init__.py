"""Tests of `analysis/article`."""
