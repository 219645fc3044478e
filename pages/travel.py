"""文旅与疗休养: groups, charter tours and convalescence against their quotas."""

from pages.frame.filters import the_view
from pages.topics.topic import show_topic

show_topic(the_view(), "文旅与疗休养", forms=("tour",))
