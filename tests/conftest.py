"""What holds for every test: property tests are judged by their answers, never by their speed."""

from hypothesis import settings

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
