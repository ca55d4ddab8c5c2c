"""Reports as text: the paragraph that an official would write of each indicator.

It is the inverse of `vpcli.readers.prose`: what is written here is read there as the same facts.
"""
