"""What happens at set times: prompts of the day, and the house's own chores.

`calendar` knows when by the clocks of a zone, `timetable` wakes us then (APScheduler), and `slots` asks the
database whether it has been done, so that each moment is done once however many processes run, die or sleep
through it. `sources` has the prompts, `stage` says where they go, `service` is what people do with schedules,
and `chores` are what the house does for itself.
"""
