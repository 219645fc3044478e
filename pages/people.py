"""培训与劳务: trainings, job fairs, employment and those sent out, against their quotas."""

from pages.frame.filters import the_view
from pages.topics.topic import show_topic

show_topic(the_view(), "培训与劳务", forms=("training", "job_fair", "employment", "posting"))
