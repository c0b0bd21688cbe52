package dev.parley.door.allyson;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.webagent.UsageDay;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What sessions came to, day by day, oldest first, with every day there (contract §5.4). */
record UserStats(
    List<DayValue> sessions, List<DayValue> files, List<DayValue> costs, List<DayValue> storage) {

  static UserStats of(LocalDate first, LocalDate last, List<UsageDay> usage) {
    var byDay = usage.stream().collect(Collectors.toMap(UsageDay::date, Function.identity()));
    var days =
        first
            .datesUntil(last.plusDays(1))
            .map(day -> byDay.getOrDefault(day, UsageDay.none(day)))
            .toList();
    return new UserStats(
        values(days, day -> new JsonNumber(day.sessions())),
        values(days, day -> new JsonNumber(day.files())),
        values(days, day -> Json.tree(day.cost().doubleValue())),
        values(days, day -> new JsonNumber(day.bytes())));
  }

  private static List<DayValue> values(List<UsageDay> days, Function<UsageDay, JsonValue> value) {
    return days.stream().map(day -> new DayValue(day.date().toString(), value.apply(day))).toList();
  }
}
