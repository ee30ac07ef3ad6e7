package dev.nautilus.hub.vendor;

import dev.nautilus.bus.codec.JsonText;
import dev.nautilus.message.Bar;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.Level2;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.News;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Sentiment;
import dev.nautilus.message.Tick;
import dev.nautilus.message.Trade;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes down what became of each sample: `target/vendor-report/<source>/<case>.json`.
final class SampleReport {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path FOLDER = Path.of("target", "vendor-report");

  private SampleReport() {}

  static void write(VendorSample sample, SampleOutcome outcome) {
    ObjectNode report = JSON.createObjectNode();
    report.put("case", sample.name());
    report.put("source", sample.source());
    report.put("outcome", outcome.kind().name());
    report.put("refusal", outcome.refusal() == null ? null : outcome.refusal().name());
    report.put("detail", outcome.detail());
    report.put("type", outcome.data().isEmpty() ? null : type(outcome.data().getFirst()));
    report.put("count", outcome.data().size());
    ObjectNode counts = report.putObject("counts");
    ArrayNode messages = report.putArray("messages");
    for (MarketDatum datum : outcome.data()) {
      counts.put(type(datum), counts.path(type(datum)).asInt(0) + 1);
      ObjectNode message = JSON.createObjectNode();
      message.put("type", type(datum));
      message.setAll((ObjectNode) JSON.readTree(JsonText.payload(datum)));
      messages.add(message);
    }
    Path file = FOLDER.resolve(sample.source()).resolve(sample.name() + ".json");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The catalogue's name of a datum's type.
  static String type(MarketDatum datum) {
    return switch (datum) {
      case Tick _ -> "tick";
      case Quote _ -> "quote";
      case Trade _ -> "trade";
      case Bar _ -> "bar";
      case Level2 _ -> "level2";
      case Nbbo _ -> "nbbo";
      case News _ -> "news";
      case Fundamental _ -> "fundamental";
      case Economic _ -> "economic";
      case Sentiment _ -> "sentiment";
      case CorporateAction _ -> "corporate_action";
    };
  }
}
