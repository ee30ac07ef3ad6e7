package dev.nautilus.bus;

/// Where the dead letters of one group are: written `el:risk:0/features` by people.
///
/// @param stream the stream they came from, as in `{el:risk:0}`
/// @param group the engine that could not handle them
public record DeadLetterQueue(String stream, String group) {

  public DeadLetterQueue {
    if (!stream.matches("\\{[a-z0-9:-]+}")) {
      throw new IllegalArgumentException("stream must be like {el:risk:0}, was '" + stream + "'");
    }
    EngineType engine = new EngineType(group);
    group = engine.name();
  }

  /// Reads what [#toString] writes.
  public static DeadLetterQueue parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException(
          "a queue must be like el:risk:0/features, was '" + text + "'");
    }
    return new DeadLetterQueue("{" + text.substring(0, slash) + "}", text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return stream.substring(1, stream.length() - 1) + "/" + group;
  }
}
