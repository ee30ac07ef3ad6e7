package dev.nautilus.bus.lettuce;

import java.util.Map;

/// One entry of a stream as it was read.
///
/// @param stream where
/// @param id its place there, `<milliseconds>-<sequence>`
/// @param fields by name, in order
public record StreamRow(String stream, String id, Map<String, byte[]> fields) {
  /// The frame in an entry of a bus stream; no bytes when it holds none.
  public byte[] frame() {
    return fields.getOrDefault(GroupReader.FIELD, new byte[0]);
  }
}
