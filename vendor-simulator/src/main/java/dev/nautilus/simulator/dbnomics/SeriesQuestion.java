package dev.nautilus.simulator.dbnomics;

import dev.nautilus.simulator.vendor.JsonReply;
import dev.nautilus.simulator.vendor.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The parameters of a question about series, checked as DBnomics checks them.
///
/// @param dimensions allowed codes by dimension; empty for all
record SeriesQuestion(
    boolean observations,
    boolean metadata,
    boolean facets,
    Map<String, List<String>> dimensions,
    String words,
    int limit,
    int offset) {
  private static final int MOST = 1000;
  private static final Set<String> KNOWN =
      Set.of(
          "observations",
          "metadata",
          "facets",
          "format",
          "align_periods",
          "dimensions",
          "q",
          "limit",
          "offset",
          "series_ids");

  /// A parameter that is refused.
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String parameter, String value) {
      super("Invalid value '" + value + "' for parameter '" + parameter + "'");
    }
  }

  /// @throws RefusedException for a parameter that is unknown or out of range
  static SeriesQuestion of(Request request) {
    request
        .query()
        .forEach(
            (name, values) -> {
              if (!KNOWN.contains(name)) {
                throw new RefusedException(name, String.join(",", values));
              }
            });
    return new SeriesQuestion(
        flag(request, "observations", false),
        flag(request, "metadata", true),
        flag(request, "facets", false),
        dimensions(request.parameter("dimensions", "{}")),
        request.parameter("q", ""),
        number(request, "limit", MOST, MOST),
        number(request, "offset", 0, Integer.MAX_VALUE));
  }

  static int number(Request request, String name, int otherwise, int most) {
    String text = request.parameter(name, Integer.toString(otherwise));
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new RefusedException(name, text);
  }

  private static boolean flag(Request request, String name, boolean otherwise) {
    String text = request.parameter(name, otherwise ? "1" : "0");
    return switch (text) {
      case "1", "true" -> true;
      case "0", "false" -> false;
      default -> throw new RefusedException(name, text);
    };
  }

  private static Map<String, List<String>> dimensions(String json) {
    Map<String, List<String>> dimensions = new LinkedHashMap<>();
    try {
      JsonNode wanted = JsonMapper.shared().readTree(json);
      wanted
          .properties()
          .forEach(
              each -> {
                List<String> codes = new ArrayList<>();
                each.getValue().forEach(code -> codes.add(code.asString("")));
                dimensions.put(each.getKey(), codes);
              });
      return dimensions;
    } catch (JacksonException e) {
      throw new RefusedException("dimensions", json);
    }
  }

  /// Whether a series is one of those wanted; a dimension that it does not have matches nothing.
  boolean wants(Series series) {
    String text = (series.code() + " " + series.name()).toLowerCase(Locale.ROOT);
    boolean said = text.contains(words.toLowerCase(Locale.ROOT));
    return said
        && dimensions.entrySet().stream()
            .allMatch(
                each ->
                    each.getValue().contains(series.dimensions().getOrDefault(each.getKey(), "")));
  }

  /// The question, as every answer repeats it.
  ObjectNode meta(String provider, String dataset, @Nullable String series) {
    ObjectNode meta = JsonReply.object();
    ObjectNode args = meta.putObject("args").put("align_periods", false);
    args.put("dataset_code", dataset);
    ObjectNode codes = args.putObject("dimensions");
    dimensions.forEach((name, some) -> some.forEach(codes.putArray(name)::add));
    args.put("facets", facets).put("format", "json").put("limit", limit);
    args.put("metadata", metadata).put("observations", observations).put("offset", offset);
    args.put("provider_code", provider).put("q", words).put("series_code", series);
    return meta.put("version", "22.1.17");
  }
}
