package dev.nautilus.bench.load;

import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/// What everybody carries: quotes of sixteen symbols, each price on a random walk over a tick grid,
/// with times that move on, and a running number. As 150 bytes of JSON for those who carry bytes
/// and as the record for those who carry records.
///
/// Prices, sizes and times are made once, from a fixed seed, and come round again every 1,024
/// messages: the harness must not be what is measured.
public final class Payload {
  /// Bytes of the JSON form.
  static final int LENGTH = 150;

  private static final int STEPS = 1 << 10;
  private static final long SEED = 20_260_102L;
  private static final double TICK = 0.01;
  private static final int LOT = 100;

  private static final List<String> SYMBOLS =
      List.of(
          "AAPL", "MSFT", "AMZN", "GOOG", "META", "NVDA", "TSLA", "AVGO", "COST", "NFLX", "ADBE",
          "INTC", "CSCO", "QCOM", "AMGN", "AMAT");

  private static final int DIGITS = 12;
  private static final String HEAD = "{\"seq\":\"";
  private static final int AT_DIGITS = HEAD.length();

  private static final Source SOURCE = Source.of("bench");
  private static final String CURRENCY = "USD";
  private static final Instant BEGIN = Instant.parse("2026-01-02T15:04:05.123456789Z");
  private static final Step[] RING = ring();

  /// Everything of a quote but its number.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Step(
      InstrumentId instrument,
      OptionalDouble bid,
      OptionalDouble bidSize,
      OptionalDouble ask,
      OptionalDouble askSize,
      OptionalDouble last,
      Instant observedAt,
      Instant receivedAt,
      byte[] json) {}

  private Payload() {}

  private static Step[] ring() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<InstrumentId> instruments = SYMBOLS.stream().map(InstrumentId::of).toList();
    // In ticks: between 100.00 and 899.99, so that each price has six characters.
    long[] mids = random.longs(SYMBOLS.size(), 10_100, 89_900).toArray();
    Step[] ring = new Step[STEPS];
    Instant received = BEGIN;
    for (int i = 0; i < STEPS; i++) {
      int symbol = random.nextInt(SYMBOLS.size());
      mids[symbol] += random.nextInt(-1, 2);
      received = received.plusNanos(random.nextInt(2_000, 120_000));
      ring[i] = step(instruments.get(symbol), mids[symbol], received, random);
    }
    return ring;
  }

  private static Step step(
      InstrumentId instrument, long mid, Instant received, SplittableRandom random) {
    long bid = mid - random.nextInt(1, 3);
    long ask = mid + random.nextInt(0, 3);
    long last = random.nextBoolean() ? bid : ask;
    int bidSize = LOT * random.nextInt(1, 60);
    int askSize = LOT * random.nextInt(1, 60);
    int lagMicros = random.nextInt(120, 980);
    Instant observed = received.minusNanos(1_000L * lagMicros + random.nextInt(1_000));
    String json =
        String.format(
            Locale.ROOT,
            "%s%s\",\"s\":\"%s\",\"bid\":%.2f,\"bs\":%d,\"ask\":%.2f,\"as\":%d,\"last\":%.2f,"
                + "\"at\":%d%09d,\"lag\":%d,\"c\":\"%s\",\"x\":\"",
            HEAD,
            "0".repeat(DIGITS),
            instrument,
            bid * TICK,
            bidSize,
            ask * TICK,
            askSize,
            last * TICK,
            observed.getEpochSecond(),
            observed.getNano(),
            lagMicros,
            CURRENCY);
    return new Step(
        instrument,
        price(bid),
        OptionalDouble.of(bidSize),
        price(ask),
        OptionalDouble.of(askSize),
        price(last),
        observed,
        received,
        padded(json));
  }

  /// The double that a feed's text would be parsed to, which `ticks * 0.01` often is not.
  private static OptionalDouble price(long ticks) {
    return OptionalDouble.of(ticks / 100.0);
  }

  private static byte[] padded(String json) {
    int missing = LENGTH - json.length() - 2;
    return (json + "x".repeat(missing) + "\"}").getBytes(StandardCharsets.US_ASCII);
  }

  private static Step at(long sequence) {
    return RING[(int) sequence & (STEPS - 1)];
  }

  /// The record; its version is the running number.
  public static Quote quote(long sequence) {
    Step step = at(sequence);
    return new Quote(
        step.instrument(),
        step.bid(),
        step.bidSize(),
        step.ask(),
        step.askSize(),
        step.last(),
        CURRENCY,
        new Provenance(SOURCE, step.observedAt(), step.receivedAt(), sequence, true));
  }

  static byte[] json(long sequence) {
    byte[] bytes = new byte[LENGTH];
    put(sequence, bytes, 0);
    return bytes;
  }

  /// The JSON form as text.
  static String text(long sequence) {
    return new String(json(sequence), StandardCharsets.US_ASCII);
  }

  static void put(long sequence, byte[] to, int at) {
    System.arraycopy(at(sequence).json(), 0, to, at, LENGTH);
    long rest = sequence;
    for (int i = at + AT_DIGITS + DIGITS - 1; rest > 0; i--) {
      to[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  static long sequence(byte[] from, int at) {
    long value = 0;
    for (int i = at + AT_DIGITS; i < at + AT_DIGITS + DIGITS; i++) {
      int digit = from[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new IllegalArgumentException("not a message of this benchmark at byte " + at);
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
