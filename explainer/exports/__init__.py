"""Files for programs: tables, feeds, calendar, linked data, manifest."""
