"""NOTE to whoever writes index/actors: corrections are done. The log is index/corrections.py, the overlay index/register.py,
their tests tests/index/test_corrections.py. Please write no corrections.py or overlay.py here; names, groups and resolution need
your whole attention. (This file goes away.)"""
