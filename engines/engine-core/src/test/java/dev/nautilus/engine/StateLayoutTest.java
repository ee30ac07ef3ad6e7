package dev.nautilus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.message.InstrumentId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateLayoutTest {
  enum Kind {
    UP,
    DOWN
  }

  /// @param level must be 0 or more
  record Leaf(InstrumentId symbol, Kind kind, double level) {
    Leaf {
      if (level < 0) {
        throw new IllegalArgumentException("level must be 0 or more, was " + level);
      }
    }
  }

  record Branch(
      double value, @Nullable Leaf leaf, Map<Kind, Long> counts, List<BigDecimal> prices) {}

  private static Branch branch(@Nullable Leaf leaf) {
    return new Branch(
        Math.nextUp(0.1), leaf, Map.of(Kind.UP, 3L), List.of(new BigDecimal("1.500")));
  }

  private static StateCodec codec(List<Branch> slot) {
    return StateCodec.ofRecord(1, "test", Branch.class, slot::getFirst, slot::add);
  }

  private static Branch back(byte[] state) {
    List<Branch> restored = new ArrayList<>();
    StateInput.into(codec(restored), state);
    return restored.getFirst();
  }

  @Test
  void record_writtenAndRead_isTheSameToTheLastBit() {
    for (Branch branch :
        List.of(branch(null), branch(new Leaf(InstrumentId.of("AAPL"), Kind.DOWN, Double.NaN)))) {
      byte[] bytes = StateOutput.of(codec(List.of(branch)));
      assertThat(back(bytes)).isEqualTo(branch);
      assertThat(back(bytes).prices().getFirst().scale()).isEqualTo(3);
    }
  }

  @Test
  void map_otherOrderOfInsertion_isTheSameBytes() {
    Map<Kind, Long> one = new LinkedHashMap<>();
    one.put(Kind.UP, 1L);
    one.put(Kind.DOWN, 2L);
    Map<Kind, Long> other = new LinkedHashMap<>();
    other.put(Kind.DOWN, 2L);
    other.put(Kind.UP, 1L);
    assertThat(StateOutput.of(codec(List.of(new Branch(1, null, one, List.of())))))
        .isEqualTo(StateOutput.of(codec(List.of(new Branch(1, null, other, List.of())))));
  }

  record Times(
      Instant at,
      Duration took,
      LocalDate day,
      OptionalDouble known,
      OptionalLong unknown,
      SortedMap<LocalDate, Boolean> days,
      int count,
      String text) {}

  @Test
  void timesAndOptionals_writtenAndRead_areTheSame() {
    Times times =
        new Times(
            Instant.parse("2026-01-05T14:30:00.123456789Z"),
            Duration.ofNanos(-5),
            LocalDate.of(2026, 1, 5),
            OptionalDouble.of(-0.0),
            OptionalLong.empty(),
            new TreeMap<>(Map.of(LocalDate.EPOCH, true)),
            -7,
            "née");
    List<Times> restored = new ArrayList<>();
    StateCodec codec = StateCodec.ofRecord(2, "", Times.class, () -> times, restored::add);
    StateInput.into(codec, StateOutput.of(codec));
    assertThat(restored).containsExactly(times);
    assertThat(restored.getFirst().days()).isInstanceOf(SortedMap.class);
  }

  @Test
  void shape_otherComponents_isAnother() {
    StateCodec branch = StateCodec.ofRecord(1, "s", Branch.class, () -> branch(null), _ -> {});
    StateCodec leaf =
        StateCodec.ofRecord(
            1, "s", Leaf.class, () -> new Leaf(InstrumentId.of("A"), Kind.UP, 1), _ -> {});
    assertThat(branch.shape()).startsWith("s; record ").isNotEqualTo(leaf.shape());
  }

  @Test
  void state_cutOffAnywhere_isRefused() {
    byte[] whole =
        StateOutput.of(codec(List.of(branch(new Leaf(InstrumentId.of("AAPL"), Kind.UP, 1)))));
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> back(part)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void record_refusingItsValues_saysWhich() {
    Leaf good = new Leaf(InstrumentId.of("AAPL"), Kind.UP, 1);
    StateCodec codec = StateCodec.ofRecord(1, "", Leaf.class, () -> good, _ -> {});
    byte[] bytes = StateOutput.of(codec);
    bytes[bytes.length - 8] = (byte) 0xbf;
    assertThatThrownBy(() -> StateInput.into(codec, bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a state must hold a Leaf")
        .hasMessageContaining("level must be 0 or more");
  }

  record Wild(Object anything) {}

  record Odd(TreeSet<String> names) {}

  @Test
  void type_thatCouldHoldAnything_isRefusedAtOnce() {
    assertThatThrownBy(
            () ->
                StateCodec.ofRecord(
                    1, "", Wild.class, () -> new Wild(Collections.emptyList()), _ -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Object");
    assertThatThrownBy(
            () -> StateCodec.ofRecord(1, "", Odd.class, () -> new Odd(new TreeSet<>()), _ -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TreeSet");
  }
}
