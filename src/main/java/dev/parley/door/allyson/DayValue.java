package dev.parley.door.allyson;

import dev.parley.json.JsonValue;

/** A number of one day (contract §5.4). */
record DayValue(String date, JsonValue value) {}
