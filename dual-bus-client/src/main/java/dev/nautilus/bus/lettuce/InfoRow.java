package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.ServerLoad;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Answers of XINFO and INFO by name.
final class InfoRow {
  private final Map<String, Object> values = new HashMap<>();

  /// @param answer a list of names and values in turn
  static InfoRow of(Object answer) {
    InfoRow row = new InfoRow();
    List<?> fields = (List<?>) answer;
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      Object value = fields.get(i + 1);
      if (value != null) {
        row.values.put(text(fields.get(i)), value);
      }
    }
    return row;
  }

  /// @param info lines `name:value`
  static InfoRow ofText(String info) {
    InfoRow row = new InfoRow();
    info.lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                row.values.put(line.substring(0, colon), line.substring(colon + 1).strip());
              }
            });
    return row;
  }

  /// Whether a server keeps what it holds on disk: it appends to a log, or saves by a schedule. A
  /// user who may not ask for the schedule is told of the log only.
  ///
  /// @param persistence asks for what INFO says of that section
  /// @param save asks for the setting of that name
  static boolean writesToDisk(Supplier<String> persistence, Supplier<Map<String, String>> save) {
    if (appendsToDisk(persistence.get())) {
      return true;
    }
    try {
      return savesBySchedule(save.get());
    } catch (BusException forbidden) {
      return false;
    }
  }

  /// Whether a server saves by a schedule.
  ///
  /// @param setting what CONFIG GET says of `save`
  static boolean savesBySchedule(Map<String, String> setting) {
    return !setting.getOrDefault("save", "").isBlank();
  }

  /// Whether a server appends what it is told to a log.
  ///
  /// @param persistence what INFO says of that section
  static boolean appendsToDisk(String persistence) {
    return ofText(persistence).number("aof_enabled") == 1;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /// Empty when there is none.
  String text(String name) {
    Object value = values.get(name);
    return value == null ? "" : text(value);
  }

  /// 0 when there is none.
  long number(String name) {
    String text = text(name);
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  /// What INFO of a whole server says it has done and how it is; what it leaves out is 0.
  ///
  /// @param atNanos when it was asked, on a clock that only grows
  ServerLoad.Sight sight(long atNanos) {
    return new ServerLoad.Sight(
        seconds("used_cpu_user") + seconds("used_cpu_sys"),
        number("total_commands_processed"),
        number("total_error_replies"),
        number("connected_clients"),
        number("used_memory"),
        number("maxmemory"),
        atNanos);
  }

  private double seconds(String name) {
    String text = text(name);
    return text.isEmpty() ? 0 : Double.parseDouble(text);
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(value);
  }
}
