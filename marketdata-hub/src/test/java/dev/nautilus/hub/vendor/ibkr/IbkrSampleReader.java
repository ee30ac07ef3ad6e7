package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.Gathered;
import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.SampleOutcome;
import dev.nautilus.hub.vendor.SampleReader;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorSample;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tells from the URL which of the adapter's readers an answer is for. Contracts are named by their
/// numbers here: `IBKR:265598`.
public final class IbkrSampleReader implements SampleReader {
  private static final int DOCUMENTED_UNIT = 100;

  @Override
  public String source() {
    return IbkrConnection.SOURCE.name();
  }

  @Override
  public SampleOutcome read(VendorSample sample) {
    Receipt receipt = new Receipt(IbkrConnection.SOURCE, sample.receivedAt(), false);
    HttpAnswer answer = sample.answer();
    if (sample.method().equals("WS")) {
      return SampleOutcome.of(frames(answer, receipt));
    }
    return switch (sample.lastSegment()) {
      case "snapshot" -> SampleOutcome.of(snapshot(sample, receipt));
      case "history" -> SampleOutcome.of(history(sample, receipt));
      case "tickle" -> login(AuthStatus.tickle(answer));
      case "status", "init" -> login(AuthStatus.read(answer));
      case "accounts" -> metadata(IbkrSession.account(answer));
      case "stocks" -> metadata(FoundContracts.stocks(answer));
      case "search" -> metadata(FoundContracts.search(answer, sample.parameter("symbol")));
      case "pairs" -> metadata(FoundContracts.pairs(answer, sample.parameter("currency")));
      default ->
          SampleOutcome.of(
              IbkrErrors.open(answer)
                  .then(any -> Outcome.bad(Refusal.NOT_SERVED, "no type of ours is there")));
    };
  }

  static Contract contract(long conid) {
    return new Contract(
        InstrumentId.of(Spelling.PREFIX + conid), conid, Listing.NEW_YORK, /* traded= */ true);
  }

  private static Outcome<List<MarketDatum>> snapshot(VendorSample sample, Receipt receipt) {
    boolean company = sample.parameter("fields").contains("7280");
    return SnapshotRows.read(sample.answer())
        .then(
            rows -> {
              Gathered gathered = new Gathered();
              Stream.of(sample.parameter("conids").split(","))
                  .map(conid -> contract(Long.parseLong(conid)))
                  .forEach(one -> gathered.add(row(one, rows, company, receipt)));
              return gathered.outcome();
            });
  }

  private static Outcome<List<MarketDatum>> row(
      Contract contract, Map<Long, ObjectNode> rows, boolean company, Receipt receipt) {
    ObjectNode row = rows.get(contract.conid());
    Optional<MarketDatum> datum =
        Optional.ofNullable(row)
            .flatMap(
                there ->
                    company
                        ? MarketFields.company(contract.instrument(), there, receipt)
                            .map(MarketDatum.class::cast)
                        : MarketFields.quote(contract.instrument(), there, receipt)
                            .map(MarketDatum.class::cast));
    return datum
        .<Outcome<List<MarketDatum>>>map(one -> Outcome.good(List.of(one)))
        .orElseGet(() -> SnapshotRows.nothing(contract, row));
  }

  private static Outcome<List<MarketDatum>> history(VendorSample sample, Receipt receipt) {
    BarSize size = BarSize.ofWire(sample.parameter("bar")).orElseThrow();
    HistoryBars.Wanted wanted =
        new HistoryBars.Wanted(
            contract(Long.parseLong(sample.parameter("conid"))), size, DOCUMENTED_UNIT);
    return HistoryBars.read(sample.answer(), wanted, receipt).then(bars -> bars.data(wanted));
  }

  /// One frame, or the recording of a conversation with the frames as they were.
  private static Outcome<List<MarketDatum>> frames(HttpAnswer answer, Receipt receipt) {
    return JsonBody.parse(answer)
        .then(
            json -> {
              List<MarketDatum> heard = new ArrayList<>();
              LiveTable table = new LiveTable(10);
              if (json instanceof ObjectNode frame) {
                hear(frame, table, heard, receipt);
              }
              for (JsonNode line : json.isArray() ? json : List.<JsonNode>of()) {
                if (line.path("dir").asString("").equals("in")) {
                  hear(parsed(line.path("raw").asString("")), table, heard, receipt);
                }
              }
              return heard.isEmpty()
                  ? Outcome.bad(Refusal.NO_DATA, "no frame with market data")
                  : Outcome.good(heard);
            });
  }

  private static ObjectNode parsed(String raw) {
    HttpAnswer frame = new HttpAnswer(200, Map.of(), raw.getBytes(StandardCharsets.UTF_8));
    return JsonBody.parse(frame) instanceof Outcome.Good<JsonNode>(ObjectNode object)
        ? object
        : tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
  }

  private static void hear(
      ObjectNode frame, LiveTable table, List<MarketDatum> heard, Receipt receipt) {
    String topic = frame.path("topic").asString("");
    if (topic.startsWith("smd+")) {
      table.plan(List.of(contract(frame.path("conid").longValue())));
      heard.addAll(table.heard(frame, receipt));
    } else if (topic.startsWith("sbd+")) {
      InstrumentId name = InstrumentId.of(Spelling.PREFIX + topic.split("\\+", -1)[2]);
      new Ladder(name).merge(frame, receipt).ifPresent(heard::add);
    }
  }

  private static SampleOutcome login(Outcome<AuthStatus> outcome) {
    return switch (outcome) {
      case Outcome.Bad<AuthStatus>(Refused refused) -> SampleOutcome.refused(refused);
      case Outcome.Good<AuthStatus>(AuthStatus status) ->
          status.isAlive()
              ? SampleOutcome.other(SampleOutcome.Kind.CREDENTIAL, status.toString())
              : SampleOutcome.refused(new Refused(Refusal.UNAUTHORIZED, status.toString()));
    };
  }

  private static <T> SampleOutcome metadata(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Bad<T>(Refused refused) -> SampleOutcome.refused(refused);
      case Outcome.Good<T>(T value) ->
          SampleOutcome.other(SampleOutcome.Kind.METADATA, value.toString());
    };
  }
}
