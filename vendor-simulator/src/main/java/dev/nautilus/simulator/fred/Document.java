package dev.nautilus.simulator.fred;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/// An answer that can be printed both ways: attributes and a list. In JSON the list is a field
/// beside the attributes; in XML the list is the root and the attributes are its attributes.
final class Document {
  /// FRED escapes every slash.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES).build();

  private final String list;
  private final String item;
  private final Map<String, Object> attributes = new LinkedHashMap<>();
  private final List<Object> items = new ArrayList<>();

  /// @param list name of the list, such as `seriess`
  /// @param item name of one of its elements in XML
  Document(String list, String item) {
    this.list = list;
    this.item = item;
  }

  Document with(String name, Object value) {
    attributes.put(name, value);
    return this;
  }

  /// An element with fields; returned for filling.
  Map<String, Object> add() {
    Map<String, Object> fields = new LinkedHashMap<>();
    items.add(fields);
    return fields;
  }

  /// An element that is only a text.
  void add(String text) {
    items.add(text);
  }

  String json() {
    Map<String, Object> all = new LinkedHashMap<>(attributes);
    all.put(list, items);
    return JSON.writeValueAsString(all);
  }

  String xml() {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n\n<");
    xml.append(list);
    appendAttributes(xml, attributes);
    xml.append(">\n");
    for (Object element : items) {
      xml.append("  <").append(item);
      if (element instanceof Map<?, ?> fields) {
        appendAttributes(xml, fields);
        xml.append("/>\n");
      } else {
        xml.append('>').append(escape(element.toString()));
        xml.append("</").append(item).append(">\n");
      }
    }
    return xml.append("</").append(list).append(">\n").toString();
  }

  static String errorJson(int code, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("error_code", code);
    error.put("error_message", message);
    return JSON.writeValueAsString(error);
  }

  static String errorXml(int code, String message) {
    return "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n\n<error code=\""
        + code
        + "\" message=\""
        + escape(message)
        + "\"/>\n";
  }

  private static void appendAttributes(StringBuilder xml, Map<?, ?> fields) {
    fields.forEach(
        (name, value) -> {
          xml.append(' ').append(name).append("=\"");
          xml.append(escape(String.valueOf(value))).append('"');
        });
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
