package dev.nautilus.hub.vendor.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Side;
import dev.nautilus.message.Tick;
import dev.nautilus.message.Trade;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class LiveRowTest {
  private static final Instant NOW = Instant.parse("2026-03-04T15:00:00Z");
  private static final Receipt RECEIPT = new Receipt(IbkrConnection.SOURCE, NOW, false);

  private final LiveRow row = new LiveRow(InstrumentId.of("ACME"));
  private long updated = NOW.minusSeconds(10).toEpochMilli();

  private List<MarketDatum> frame(String fields) {
    updated += 500;
    ObjectNode frame =
        (ObjectNode)
            JsonMapper.shared()
                .readTree(
                    "{\"topic\":\"smd+1\",\"conid\":1,\"_updated\":%d,%s}"
                        .formatted(updated, fields));
    return row.merge(frame, RECEIPT);
  }

  private static <T> List<T> only(Class<T> type, List<MarketDatum> data) {
    return data.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static final String FULL =
      "\"31\":\"10.00\",\"84\":\"9.99\",\"88\":\"200\",\"86\":\"10.01\",\"85\":\"300\",\"7059\":\"100\",\"7762\":\"5,000\"";

  @Test
  void frame_first_isQuoteAndTickButNoTrade() {
    List<MarketDatum> data = frame(FULL);

    assertThat(data).hasSize(2);
    Quote quote = only(Quote.class, data).getFirst();
    assertThat(quote.bid()).hasValue(9.99);
    assertThat(quote.bidSize()).hasValue(200);
    assertThat(quote.askSize()).hasValue(300);
    Tick tick = only(Tick.class, data).getFirst();
    assertThat(tick.size()).as("of the last trade").hasValue(100);
    assertThat(tick.cumulativeVolume()).hasValue(5000);
    assertThat(tick.provenance().observedAt()).isEqualTo(Instant.ofEpochMilli(updated));
  }

  @Test
  void frame_sentTwice_saysNothingNew() {
    frame(FULL);

    assertThat(frame(FULL)).isEmpty();
  }

  @Test
  void frame_onlyOneSide_keepsTheOther() {
    frame(FULL);

    List<MarketDatum> data = frame("\"84\":\"9.98\"");

    assertThat(data).hasSize(1);
    Quote quote = (Quote) data.getFirst();
    assertThat(quote.bid()).hasValue(9.98);
    assertThat(quote.bidSize()).hasValue(200);
    assertThat(quote.ask()).hasValue(10.01);
    assertThat(quote.last()).hasValue(10.00);
  }

  @Test
  void frame_volumeAdded_isAConflatedTradeOfTheDifference() {
    frame(FULL);

    List<MarketDatum> data = frame("\"31\":\"10.01\",\"7059\":\"50\",\"7762\":\"5,350\"");

    Trade trade = only(Trade.class, data).getFirst();
    assertThat(trade.size()).as("not the last trade's 50").isEqualTo(350);
    assertThat(trade.price()).isEqualTo(10.01);
    assertThat(trade.conflated()).isTrue();
    assertThat(trade.aggressor()).isEqualTo(Side.UNKNOWN);
    assertThat(only(Tick.class, data).getFirst().size()).hasValue(350);
  }

  @Test
  void frame_volumeAddedAtTheSamePrice_isATradeToo() {
    frame(FULL);

    List<MarketDatum> data = frame("\"7762\":\"5,100\"");

    assertThat(only(Trade.class, data)).hasSize(1);
    assertThat(only(Quote.class, data)).isEmpty();
  }

  @Test
  void frame_volumeFell_isANewDayAndNoTrade() {
    frame(FULL);

    assertThat(only(Trade.class, frame("\"31\":\"10.50\",\"7762\":\"40\""))).isEmpty();
    assertThat(only(Trade.class, frame("\"7762\":\"90\"")).getFirst().size()).isEqualTo(50);
  }

  @Test
  void frame_volumeRoundedOnly_isNoVolume() {
    frame("\"31\":\"10.00\",\"87\":\"12.2M\"");

    assertThat(only(Trade.class, frame("\"31\":\"10.01\",\"87\":\"12.3M\""))).isEmpty();
    assertThat(frame("\"31\":\"10.02\",\"87_raw\":12300000")).hasSize(2);
    assertThat(only(Trade.class, frame("\"87_raw\":12300700")).getFirst().size()).isEqualTo(700);
  }

  @Test
  void frame_sideGone_isAHalfQuote() {
    frame(FULL);

    Quote quote = (Quote) frame("\"84\":\"\"").getFirst();

    assertThat(quote.bid()).isEmpty();
    assertThat(quote.bidSize()).as("no size without a price").isEmpty();
    assertThat(quote.ask()).hasValue(10.01);
  }

  @Test
  void frame_previousCloseOrHalted_isNoTick() {
    List<MarketDatum> closed = frame("\"31\":\"C9.80\",\"84\":\"9.70\",\"86\":\"9.90\"");
    assertThat(only(Tick.class, closed)).isEmpty();
    assertThat(only(Quote.class, closed).getFirst().last()).isEmpty();

    List<MarketDatum> halted = frame("\"31\":\"H9.75\"");
    assertThat(only(Tick.class, halted)).isEmpty();
    assertThat(only(Quote.class, halted).getFirst().last()).hasValue(9.75);
  }

  @Test
  void frame_percentAsNumberAndUnknownFields_arePassedOver() {
    frame(FULL);

    assertThat(frame("\"83\":0.56,\"6508\":\"&serviceID1=122\",\"9999\":[1]")).isEmpty();
  }

  @Test
  void frame_timeFromTheFutureOrMissing_isTakenAsNow() {
    updated = NOW.plusSeconds(3600).toEpochMilli();

    assertThat(frame(FULL).getFirst().provenance().observedAt()).isEqualTo(NOW);
  }

  @Test
  void frame_delayed_isKnownAsSuch() {
    frame(FULL + ",\"6509\":\"DPB\"");
    assertThat(row.availability().isDelayed()).isTrue();
    frame("\"6509\":\"R\"");
    assertThat(row.availability().isDelayed()).isFalse();
  }
}
