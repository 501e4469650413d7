"""What appointments are made of before anybody says it: the time that is wanted, the times that are free, the words.

It reads the directory and the database and writes nothing; the steps are in handlers.
"""
