"""Reads a calendar file with a parser that is not ours, and prints what it understood as JSON."""

import json
import sys

import icalendar

with open(sys.argv[1], "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())
events = []
for event in calendar.walk("VEVENT"):
    rule = event.get("RRULE")
    events.append(
        {
            "uid": str(event["UID"]),
            "starts": event["DTSTART"].dt.isoformat(),
            "ends": event["DTEND"].dt.isoformat(),
            "summary": str(event["SUMMARY"]),
            "rule": rule.to_ical().decode() if rule else None,
        }
    )
print(json.dumps({"version": str(calendar["VERSION"]), "has_product": "PRODID" in calendar, "events": events}))
