package dev.nautilus.bus.legacy;

import dev.nautilus.bus.MessageId;

/// Where a carried message was written by its publisher. On main the field `origin` says which bus
/// stream, entry and message: `{el:risk:0} 1700000000000-0 1f-17`. On a bus the message's origin
/// says which legacy stream and entry: `nautilus-risk-streams 1700000000000-0`. A message without
/// one is native to where it was read.
///
/// @param stream the stream it is native to
/// @param entry id of the entry there, `<millis>-<sequence>`
/// @param incarnation of its publisher; 0 when it is native to main
/// @param sequence of its publisher, 1 or more; 0 when it is native to main
public record LegacyOrigin(String stream, String entry, long incarnation, long sequence) {

  public LegacyOrigin {
    if (stream.isEmpty() || stream.indexOf(' ') >= 0) {
      throw new IllegalArgumentException(
          "an origin's stream must be a name without spaces, was '" + stream + "'");
    }
    EntryId.check(entry);
    if (sequence < 0) {
      throw new IllegalArgumentException(
          "an origin's sequence must not be negative, was " + sequence);
    }
  }

  /// Of a message that is native to main.
  public static LegacyOrigin ofMain(String stream, String entry) {
    return new LegacyOrigin(stream, entry, 0, 0);
  }

  /// Of a message that is native to a bus.
  ///
  /// @param entry id of the entry that holds its frame
  public static LegacyOrigin ofBus(MessageId id, String entry) {
    return new LegacyOrigin(id.stream(), entry, id.incarnation(), id.sequence());
  }

  /// Reads what [#toString] writes.
  ///
  /// @throws IllegalArgumentException when it is nothing such
  public static LegacyOrigin parse(String text) {
    String[] words = text.split(" ", -1);
    if (words.length == 2) {
      return ofMain(words[0], words[1]);
    }
    int dash = words.length == 3 ? words[2].indexOf('-') : -1;
    if (dash < 1) {
      throw new IllegalArgumentException(
          "origin must be '<stream> <entry id>' with or without ' <incarnation>-<sequence>', was '"
              + text
              + "'");
    }
    try {
      return new LegacyOrigin(
          words[0],
          words[1],
          Long.parseUnsignedLong(words[2].substring(0, dash), 16),
          Long.parseLong(words[2].substring(dash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "origin must end like 1f-17 (hexadecimal incarnation, sequence), was '" + text + "'", e);
    }
  }

  /// Whether it was published to main Redis.
  public boolean isOfMain() {
    return sequence == 0;
  }

  /// Identity of a message that is native to a bus.
  public MessageId messageId() {
    return new MessageId(stream, incarnation, sequence);
  }

  @Override
  public String toString() {
    String place = stream + ' ' + entry;
    return isOfMain() ? place : place + ' ' + Long.toHexString(incarnation) + '-' + sequence;
  }
}
