package dev.nautilus.bus;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the dead letters of one group are: written `el:risk:0/features` by people,
/// `el:risk:0:express/features` on another lane, `el:system:0/websocket.ws-1` when the group is one
/// instance's own. On main Redis `nautilus-risk-streams/vpin-group`.
///
/// @param stream the stream they came from, as in `{el:risk:0}` or `{el:risk:0}:express`
/// @param group the engine that could not handle them, or the engine, a dot and the instance
public record DeadLetterQueue(String stream, String group) {
  private static final Pattern STREAM = Pattern.compile("\\{([a-z0-9:-]+)}((?::express|:shared)?)");
  private static final Pattern OF_MAIN = Pattern.compile("nautilus-[a-z0-9-]{1,40}-streams");
  private static final Pattern GROUP = Pattern.compile("[a-z0-9-]{1,40}(\\.[A-Za-z0-9._-]{1,80})?");

  public DeadLetterQueue {
    if (!STREAM.matcher(stream).matches() && !OF_MAIN.matcher(stream).matches()) {
      throw new IllegalArgumentException(
          "stream must be like {el:risk:0}, {el:risk:0}:express or nautilus-risk-streams, was '"
              + stream
              + "'");
    }
    if (!GROUP.matcher(group).matches()) {
      throw new IllegalArgumentException(
          "group must be an engine, or an engine, a dot and an instance, was '" + group + "'");
    }
  }

  /// Reads what [#toString] writes.
  public static DeadLetterQueue parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException(
          "a queue must be like el:risk:0/features, was '" + text + "'");
    }
    String stream = text.substring(0, slash);
    if (OF_MAIN.matcher(stream).matches()) {
      return new DeadLetterQueue(stream, text.substring(slash + 1));
    }
    for (Lane lane : Lane.values()) {
      String suffix = lane.suffix();
      if (!suffix.isEmpty() && stream.endsWith(suffix)) {
        String partition = stream.substring(0, stream.length() - suffix.length());
        return new DeadLetterQueue("{" + partition + "}" + suffix, text.substring(slash + 1));
      }
    }
    return new DeadLetterQueue("{" + stream + "}", text.substring(slash + 1));
  }

  /// Whether it is on main Redis, of an engine that reads the streams there.
  public boolean isOnMain() {
    return OF_MAIN.matcher(stream).matches();
  }

  /// The bus that it is on; empty for main Redis.
  public Optional<Bus> bus() {
    String name = toString();
    return Arrays.stream(Bus.values())
        .filter(bus -> name.startsWith(bus.prefix() + ":"))
        .findFirst();
  }

  @Override
  public String toString() {
    Matcher parts = STREAM.matcher(stream);
    return (parts.matches() ? parts.group(1) + parts.group(2) : stream) + "/" + group;
  }
}
